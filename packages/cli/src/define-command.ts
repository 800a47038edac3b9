import { type Arguments, parseArguments } from './arguments.ts';
import type { Command, Options } from './command.ts';
import type { ExitCode } from './exit-code.ts';
import { helpPage } from './help.ts';
import type { Surroundings } from './terminal.ts';

/** A command whose options are known beforehand. */
export interface CommandSpec<O extends Options> {
  readonly name: string;
  /** Names of what stands behind the options; one that ends in `?` may be left out. */
  readonly operands?: readonly string[];
  /** Paragraphs of its page of help. */
  readonly about: string;
  readonly options: O;
  readonly run: (given: Arguments<O>, around: Surroundings) => Promise<ExitCode>;
}

/** The command that `spec` describes. */
export function defineCommand<const O extends Options>(spec: CommandSpec<O>): Command {
  const { name, operands = [], about, options } = spec;
  const usage = [name, ...operands.map(shown), '[options]'].join(' ');
  return {
    help: () => helpPage({ usage, about, options }),
    async run(argv, around) {
      return spec.run(await parseArguments(argv, { command: name, options, operands }), around);
    },
  };
}

function shown(operand: string): string {
  return operand.endsWith('?') ? `[<${operand.slice(0, -1)}>]` : `<${operand}>`;
}
