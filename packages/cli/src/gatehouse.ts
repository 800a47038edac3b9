import { quote } from '@gatehouse/action-kit/quote';
import type { Command } from './command.ts';
import { COMMANDS } from './commands.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { failureOf, usageError } from './failure.ts';
import { columns, EXIT_CODES } from './help.ts';
import type { Surroundings } from './terminal.ts';

/** The command `gatehouse` with the words behind it; nothing is thrown, every failure is told. */
export async function gatehouse(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  try {
    return await dispatch(argv, around);
  } catch (thrown) {
    return tell(thrown, argv, around);
  }
}

async function dispatch(argv: readonly string[], around: Surroundings): Promise<ExitCode> {
  const { out } = around.terminal;
  const [name, ...words] = argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv;
  if (name === undefined || name === '--help' || name === '-h') {
    out(overview());
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === '--version') {
    const { commandVersion } = await import('./generator.ts');
    out(commandVersion());
    return EXIT.ok;
  }
  const command = await find(name);
  if (!asksForHelp(words)) return command.run(words, around);
  out(await command.help(words));
  return EXIT.ok;
}

/** Words behind `--` are values, whatever they look like. */
function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).some((word) => word === '--help' || word === '-h');
}

async function find(name: string): Promise<Command> {
  const entry = COMMANDS.find((one) => one.name === name);
  if (entry !== undefined) return entry.load();
  const { suggestion } = await import('@gatehouse/workflow-kit');
  const names = COMMANDS.map((one) => one.name);
  throw usageError(`gatehouse has no command ${quote(name)}.${suggestion(name, names)}`);
}

function overview(): string {
  const rows = COMMANDS.map(({ name, about }) => ({ left: name, right: about }));
  return [
    'Usage: gatehouse <command>',
    'GitHub workflows from typed sources, and the actions they are made of.',
    `Commands\n${columns(rows)}`,
    'gatehouse <command> --help tells more. Where a script reads the answer, --json gives it as JSON.',
    EXIT_CODES,
  ].join('\n\n');
}

function tell(thrown: unknown, argv: readonly string[], { terminal }: Surroundings): ExitCode {
  const { exitCode, ...error } = failureOf(thrown);
  if (argv.includes('--json')) terminal.out(JSON.stringify({ ok: false, error }, null, 2));
  else terminal.err([error.message, error.hint].filter(Boolean).join('\n'));
  return exitCode;
}
