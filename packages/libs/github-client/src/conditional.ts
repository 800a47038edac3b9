/** An answer as it can be used again. */
export interface Remembered {
  readonly etag: string;
  readonly text: string;
  /** The header `Link`, which a 304 need not repeat. */
  readonly link: string | null;
}

const MOST_ENTRIES = 500;
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Answers with their ETags, in memory, the oldest dropped first. */
export class ConditionalCache {
  readonly #answers = new Map<string, Remembered>();
  #characters = 0;

  get(key: string): Remembered | undefined {
    return this.#answers.get(key);
  }

  set(key: string, answer: Remembered): void {
    this.#drop(key);
    if (answer.text.length > MOST_CHARACTERS) return;
    this.#answers.set(key, answer);
    this.#characters += answer.text.length;
    for (const oldest of this.#answers.keys()) {
      if (this.#answers.size <= MOST_ENTRIES && this.#characters <= MOST_CHARACTERS) return;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#characters -= this.#answers.get(key)?.text.length ?? 0;
    this.#answers.delete(key);
  }
}
