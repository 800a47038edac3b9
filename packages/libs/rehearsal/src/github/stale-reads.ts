/** The replicas that GitHub reads from can be some reads behind the commit that was just made. */
export class StaleReads {
  readonly #count: number;
  #left = 0;
  #old: string | undefined;

  /** `count`: how many reads after a commit still give the head before it. */
  constructor(count: number) {
    this.#count = count;
  }

  committedOn(base: string): void {
    this.#left = this.#count;
    this.#old = base;
  }

  see(head: string): string {
    if (this.#left === 0 || this.#old === undefined) return head;
    this.#left -= 1;
    return this.#old;
  }
}
