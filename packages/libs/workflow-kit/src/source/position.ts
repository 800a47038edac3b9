import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where in the sources something was written. */
export interface SourcePosition {
  /** Absolute path. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Where nothing is known, as for a function that was called from nowhere. */
const NOWHERE: SourcePosition = { file: '(unknown source)', line: 1 };

/** A frame of V8's stack: `at name (file:line:column)` or `at file:line:column`. */
const FRAME = /^\s+at (?:.*\()?(?<file>(?:file:\/\/|\/|[A-Za-z]:[\\/]).*?):(?<line>\d+):\d+\)?$/m;

/**
 * The place from which `entry` was called: every word of the model remembers who wrote it, so that a
 * mistake found much later still names its line. `entry` is the public function itself; V8 leaves out
 * its frame and all above it.
 */
export function calledFrom(entry: (...args: never[]) => unknown): SourcePosition {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 3;
  const holder: { stack?: string } = {};
  Error.captureStackTrace(holder, entry);
  const { file, line } = FRAME.exec(holder.stack ?? '')?.groups ?? {};
  Error.stackTraceLimit = limit;
  if (file === undefined) return NOWHERE;
  return { file: file.startsWith('file:') ? fileURLToPath(file) : file, line: Number(line) };
}

/** `path` as seen from `folder`, with slashes; a path outside of it stays absolute. */
export function pathWithin(folder: string, path: string): string {
  const within = relative(folder, path);
  return within.startsWith('..') ? path : within.split(sep).join('/');
}

/** `workflows-src/ci.ts:12`, as editors and terminals make it a link. */
export function showPosition({ file, line }: SourcePosition, folder: string = process.cwd()): string {
  return `${pathWithin(folder, file)}:${line}`;
}
