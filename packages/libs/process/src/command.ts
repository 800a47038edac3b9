/** Which of the two output streams a line came from. */
export type Stream = 'stdout' | 'stderr';

/** A program, its arguments, and how long it may take. No shell stands between: name one to have one. */
export interface Command {
  /** A path, or a name that is looked for on PATH. */
  readonly command: string;
  readonly args?: readonly string[] | undefined;
  /** Default: the directory of this process. */
  readonly cwd?: string | undefined;
  /** The whole environment of the command. Default: the environment of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** What the command reads on its standard input. Default: nothing, the input is at its end. */
  readonly input?: string | Uint8Array | undefined;
  /** How long the command may run, in milliseconds. */
  readonly timeoutMs: number;
  /** How long its processes have between SIGTERM and SIGKILL, in milliseconds. Default: 5000. */
  readonly graceMs?: number | undefined;
  /** Ends the command early, with the result `aborted`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Whether the command may open its outputs again by name (`tee /dev/stderr`), as under a shell. Costs a
   * process more to start.
   */
  readonly reopenable?: boolean | undefined;
  /** How many bytes of each stream are kept, half from its head and half from its tail. Default: 64 MiB. */
  readonly outputLimit?: number | undefined;
  /** Called with each line as it arrives, without its line end; a very long line comes in pieces. */
  readonly onLine?: ((line: string, stream: Stream) => void) | undefined;
}

/** What the command wrote. */
export interface Output {
  /** As UTF-8. Where bytes were cut, a line in the middle says how many. */
  readonly stdout: string;
  readonly stderr: string;
  /** The bytes of `stdout` as they were written, without those that were cut. */
  readonly stdoutBytes: Uint8Array;
  /** How many bytes of both streams were cut; where this is not 0, `stdout` may be no whole document. */
  readonly cutBytes: number;
}

/** How a command ended. */
export type Ending =
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'signalled'; readonly exitCode: undefined; readonly signal: NodeJS.Signals }
  | { readonly kind: 'timed-out'; readonly exitCode: undefined; readonly timeoutMs: number }
  | { readonly kind: 'aborted'; readonly exitCode: undefined }
  | {
      readonly kind: 'not-found';
      readonly exitCode: undefined;
      /** ENOENT: there is none; EACCES: there is one that may not be run. */
      readonly code: 'ENOENT' | 'EACCES';
      /** Whether the program or the working directory is what could not be used. */
      readonly missing: 'command' | 'cwd';
    };

/** How a command ended and what it wrote. A failure is data; `exitCode` is 0 only for success. */
export type RunResult = Ending & Output;

/** The ending in words, to complete the sentence "`git push` …". */
export function describeEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `ended with exit code ${ending.exitCode}`;
    case 'signalled':
      return `was ended by ${ending.signal}`;
    case 'timed-out':
      return `was ended after ${Math.round(ending.timeoutMs) / 1000} s, the time it was given`;
    case 'aborted':
      return 'was ended before it was done, as the caller asked';
    case 'not-found':
      return ending.missing === 'cwd'
        ? `was not started: its working directory ${ending.code === 'ENOENT' ? 'does not exist' : 'cannot be entered'}`
        : `was not started: the command ${ending.code === 'ENOENT' ? 'was not found' : 'may not be executed'}`;
    default:
      return ending satisfies never;
  }
}
