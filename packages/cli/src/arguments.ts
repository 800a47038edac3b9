import { parseArgs } from 'node:util';
import { quote } from '@gatehouse/action-kit/quote';
import type { Options, OptionValues } from './command.ts';
import { usageError } from './failure.ts';

/** What a command takes. */
export interface Grammar<O extends Options> {
  /** The name of the command. */
  readonly command: string;
  readonly options: O;
  /** Names of what stands behind the options, in order; one that ends in `?` may be left out. */
  readonly operands: readonly string[];
}

/** What was given. */
export interface Arguments<O extends Options> {
  readonly values: OptionValues<O>;
  /** At most as many as the grammar names. */
  readonly operands: readonly string[];
}

/** Reads the words behind a command; a word that it does not know ends in a `USAGE` error. */
export async function parseArguments<O extends Options>(
  argv: readonly string[],
  { command, options, operands }: Grammar<O>,
): Promise<Arguments<O>> {
  const { tokens, values, positionals } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
    ),
    strict: false,
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const known = options[token.name];
    if (known === undefined) throw await unknownOption(token.rawName, Object.keys(options), command);
    // What looks like an option is none where a value is missing: `--out --json`.
    const looksLikeOption = token.inlineValue === false && token.value?.startsWith('-') === true;
    if (known.type === 'string' && (token.value === undefined || looksLikeOption)) {
      throw usageError(`${token.rawName} has no value. Expected ${token.rawName} <${known.value}>.`, command);
    }
    if (known.type === 'boolean' && token.value !== undefined) {
      throw usageError(`${token.rawName} takes no value; found ${quote(token.value)}.`, command);
    }
  }
  const missing = operands[positionals.length];
  if (missing !== undefined && !missing.endsWith('?'))
    throw usageError(`gatehouse ${command} needs <${missing}>.`, command);
  const extra = positionals[operands.length];
  if (extra !== undefined) throw usageError(`Found ${quote(extra)}, of which nothing is known.`, command);
  return { values: { ...emptyValues(options), ...values } as OptionValues<O>, operands: positionals };
}

/** The error for an option that is not there. */
export async function unknownOption(raw: string, known: readonly string[], command: string) {
  // Loaded only now: on the way to a mistake time does not matter.
  const { suggestion } = await import('@gatehouse/workflow-kit');
  const names = known.map((name) => `--${name}`);
  return usageError(`gatehouse ${command} has no option ${quote(raw)}.${suggestion(raw, names)}`, command);
}

function emptyValues(options: Options): object {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple }]) => [
      name,
      type === 'boolean' ? false : multiple ? [] : undefined,
    ]),
  );
}
