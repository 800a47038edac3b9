/** Keeps the head and the tail of a stream, so that no output can fill the memory. */
export class Capture {
  readonly #half: number;
  readonly #head: Uint8Array[] = [];
  #headBytes = 0;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #cut = 0;

  /** `limit`: how many bytes are kept, half of them from each end. */
  constructor(limit: number) {
    this.#half = Math.floor(limit / 2);
  }

  write(chunk: Uint8Array): void {
    const room = this.#half - this.#headBytes;
    const first = chunk.subarray(0, Math.max(0, room));
    if (first.length > 0) this.#head.push(first);
    this.#headBytes += first.length;
    const rest = chunk.subarray(first.length);
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailBytes += rest.length;
    // Joined only now and then: each byte is copied once for every `half` bytes that come in.
    if (this.#tailBytes > 2 * this.#half) this.#trim();
  }

  /** How many bytes were left out between head and tail. */
  get cutBytes(): number {
    this.#trim();
    return this.#cut;
  }

  get bytes(): Buffer {
    this.#trim();
    return Buffer.concat([...this.#head, ...this.#tail]);
  }

  get text(): string {
    this.#trim();
    if (this.#cut === 0) return this.bytes.toString();
    const note = `\n… ${this.#cut} bytes cut here …\n`;
    return `${Buffer.concat(this.#head)}${note}${Buffer.concat(this.#tail)}`;
  }

  #trim(): void {
    const over = this.#tailBytes - this.#half;
    if (over <= 0) return;
    this.#tail = [Buffer.concat(this.#tail).subarray(over)];
    this.#tailBytes -= over;
    this.#cut += over;
  }
}
