import { EOL } from 'node:os';
import { Writable } from 'node:stream';
import { quoteLines } from '@gatehouse/action-kit';
import { Lines } from '@gatehouse/process';

/** What the runner would take for a command of ours (actions/runner, `ActionCommand.cs`). */
const COMMAND = /^\s*::|##\[/;

/**
 * A stream for `@actions/exec` that shows lines as they are, except those that would be commands to the runner: a
 * tool repeats what is in the image, such as media types, and a layer must not add to the log's commands.
 */
export function toolLog(write: (text: string) => void = (text) => void process.stdout.write(text)): {
  readonly stream: Writable;
  /** Shows a last line that has no end. */
  readonly end: () => void;
} {
  const lines = new Lines((line) => write(`${inert(line)}${EOL}`));
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.write(chunk);
      done();
    },
  });
  return { stream, end: () => lines.end() };
}

/** A carriage return inside a line begins a new one for the runner. */
function inert(line: string): string {
  return line
    .split('\r')
    .map((part) => (COMMAND.test(part.replace(/^\p{Cc}+|^\uFEFF/gu, '')) ? quoteLines(part) : part))
    .join(EOL);
}
