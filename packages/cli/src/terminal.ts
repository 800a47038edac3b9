import { styleText } from 'node:util';

/** A colour or weight of Node's `styleText`. */
export type Style = 'bold' | 'cyan' | 'dim' | 'green' | 'red' | 'yellow';

/** Where a command writes. */
export interface Terminal {
  /** What was asked for, on standard output; a line end is added. */
  readonly out: (text: string) => void;
  /** What is said about it, on standard error; a line end is added. */
  readonly err: (text: string) => void;
  /** `text` in a style where standard output is a terminal and NO_COLOR is not set. */
  readonly paint: (style: Style, text: string) => string;
}

/** What a command has of the world around it. */
export interface Surroundings {
  /** The working folder, absolute. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly terminal: Terminal;
}

/** The terminal of this process. `styleText` asks the stream, NO_COLOR and FORCE_COLOR. */
export const processTerminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  paint: (style, text) => styleText(style, text, { stream: process.stdout }),
};
