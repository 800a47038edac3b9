import type { ExitCode } from './exit-code.ts';
import type { Surroundings } from './terminal.ts';

/** A command: a file in `commands/` and a line in the table of `commands.ts`. */
export interface Command {
  /** The page that `--help` shows, for the words behind the command. */
  readonly help: (argv: readonly string[]) => string | Promise<string>;
  /** Runs it with the words behind its name. */
  readonly run: (argv: readonly string[], around: Surroundings) => Promise<ExitCode>;
}

/** An option of a command. */
export interface Option {
  readonly type: 'boolean' | 'string';
  /** What its value stands for, in help: `folder`. */
  readonly value?: string;
  readonly multiple?: true;
  /** One sentence. */
  readonly about: string;
}

/** Options by name, without the dashes. */
export type Options = Readonly<Record<string, Option>>;

/** What was given for options. */
export type OptionValues<O extends Options> = {
  readonly [N in keyof O]: O[N]['type'] extends 'boolean'
    ? boolean
    : O[N] extends { readonly multiple: true }
      ? readonly string[]
      : string | undefined;
};
