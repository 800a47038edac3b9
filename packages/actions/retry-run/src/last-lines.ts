import { stripVTControlCharacters } from 'node:util';

/** How much of the end of an output is looked at: an error stands there, and the log of a test may be huge. */
const LINES = 200;
const LINE_LENGTH = 1000;

/** Keeps the last lines of an output, without colours, each cut to 1000 characters. */
export class LastLines {
  #lines: string[] = [];

  add(line: string): void {
    // A progress bar is one line with carriage returns in it.
    for (const part of stripVTControlCharacters(line).split('\r')) {
      if (part.trim() !== '') this.#lines.push(part.trimEnd().slice(0, LINE_LENGTH));
    }
    if (this.#lines.length > 2 * LINES) this.#lines = this.#lines.slice(-LINES);
  }

  get lines(): readonly string[] {
    return this.#lines.slice(-LINES);
  }
}
