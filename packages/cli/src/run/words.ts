import { quote } from '@gatehouse/action-kit/quote';
import { type OwnAction, suggestion } from '@gatehouse/workflow-kit';
import { unknownOption } from '../arguments.ts';
import { usageError } from '../failure.ts';

/** The options of `run` itself. An input of the same name is given by `--input name=value`. */
export const OWN_OPTIONS = {
  input: { type: 'string', value: 'name=value', about: 'An input whose name is one of these options' },
  built: { type: 'boolean', about: 'Run what a release holds (release/), not the source' },
  json: { type: 'boolean', about: 'The outputs as JSON; the log goes to standard error' },
  help: { type: 'boolean', about: 'The inputs of the action' },
} as const;

/** What stands behind `gatehouse run <action>`. */
export interface RunWords {
  /** By the name in `action.yml`. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly built: boolean;
  readonly json: boolean;
}

/**
 * Reads `--<input> value` and `--<input>=value`; an input that is `true` or `false` by default may stand
 * alone for `true`. What is given several times becomes several lines.
 */
export async function readWords(words: readonly string[], action: OwnAction): Promise<RunWords> {
  const inputs = new Map<string, string>();
  const flags = new Set<string>();
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const {
      raw = '',
      name = '',
      inline,
    } = /^(?<raw>--(?<name>[^=]+))(?:=(?<inline>.*))?$/s.exec(word)?.groups ?? {};
    if (name === '')
      throw usageError(`Found ${quote(word)}. Expected --<input> <value>.`, `run ${action.name}`);
    if (name === 'built' || name === 'json') {
      flags.add(name);
    } else if (name === 'input') {
      add(pair(inline ?? rest.shift() ?? '', action), inputs);
    } else if (action.inputs.has(name)) {
      add([name, inline ?? wordBehind(name, rest, action)], inputs);
    } else {
      throw await unknownOption(
        raw,
        [...action.inputs.keys(), ...Object.keys(OWN_OPTIONS)],
        `run ${action.name}`,
      );
    }
  }
  return { inputs: Object.fromEntries(inputs), built: flags.has('built'), json: flags.has('json') };
}

function add([name, value]: readonly [string, string], inputs: Map<string, string>): void {
  const before = inputs.get(name);
  inputs.set(name, before === undefined ? value : `${before}\n${value}`);
}

/** The word behind `--<name>`. */
function wordBehind(name: string, rest: string[], action: OwnAction): string {
  const isFlag = /^(true|false)$/.test(action.inputs.get(name)?.default ?? '');
  const next = rest[0];
  if (isFlag) return next === 'true' || next === 'false' ? (rest.shift() ?? '') : 'true';
  if (next !== undefined && !next.startsWith('--')) return rest.shift() ?? '';
  const how = next === undefined ? '' : ` A value that starts with -- is given as --${name}=${next}.`;
  throw usageError(`--${name} has no value.${how}`, `run ${action.name}`);
}

function pair(text: string, { name: action, inputs }: OwnAction): readonly [string, string] {
  const [, name = '', value = ''] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === '') throw usageError(`--input is ${quote(text)}. Expected name=value.`, `run ${action}`);
  if (inputs.has(name)) return [name, value];
  const message = `${action} has no input ${quote(name)}.${suggestion(name, inputs.keys())}`;
  throw usageError(message, `run ${action}`);
}
