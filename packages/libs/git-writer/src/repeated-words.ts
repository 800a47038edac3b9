import { TransientFailure } from './transient-failure.ts';

/** So many attempts in a row with the same words are no bad moment of the server any more. */
export const SAME_WORDS = 4;

/** Counts, over the attempts of one write, how often the server has said the same. */
export class RepeatedWords {
  #last: string | undefined;
  #count = 0;

  /** Whether `error` is the {@link SAME_WORDS}th failure in a row in which the server said the same. */
  includes(error: unknown): boolean {
    const words = error instanceof TransientFailure ? error.details.words : undefined;
    this.#count = words !== undefined && words === this.#last ? this.#count + 1 : 1;
    this.#last = words;
    return words !== undefined && this.#count >= SAME_WORDS;
  }
}
