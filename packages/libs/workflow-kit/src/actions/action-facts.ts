import { quote } from '@gatehouse/action-kit/quote';
import { isMap, isScalar, parseDocument, type YAMLMap } from 'yaml';

/** What an `action.yml` declares, without a sentence of its author: the facts against which a step is checked. */
export interface ActionFacts {
  /** `node24`, `composite`, `docker`. */
  readonly using: string;
  readonly inputs: ReadonlyMap<string, InputFacts>;
  readonly outputs: readonly string[];
}

/** An input as it is declared. */
export interface InputFacts {
  readonly required: boolean;
  /** As the runner hands it over; `undefined` where none is declared. */
  readonly default: string | undefined;
  /** Whether it has a `deprecationMessage`. */
  readonly deprecated: boolean;
}

/**
 * What a step can give to every action that is a container, declared or not
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax, `with.args`).
 */
export const CONTAINER_INPUTS: readonly string[] = ['args', 'entrypoint'];

/** Whether a step must give the input. */
export function mustGive({ required, default: preset }: InputFacts): boolean {
  return required && preset === undefined;
}

/** The facts, or why the text holds none. */
export type FactsReading =
  | { readonly kind: 'facts'; readonly facts: ActionFacts }
  | { readonly kind: 'unreadable'; readonly why: string };

/** More than any action needs; the largest that were seen have 60 inputs and 20 kB. */
const MOST_BYTES = 256 * 1024;
const MOST_NAMES = 300;
const LONGEST_DEFAULT = 4096;
const NAME = /^[\w.][\w. -]{0,99}$/;

/** Reads the facts of an `action.yml` of somebody else, as hostile input. */
export function readActionFacts(text: string): FactsReading {
  const size = Buffer.byteLength(text);
  if (size > MOST_BYTES) return unreadable(`it has ${size} bytes; expected at most ${MOST_BYTES}`);
  try {
    const { contents, errors } = parseDocument(text, { logLevel: 'silent' });
    const [fault] = errors;
    if (fault !== undefined) return unreadable(`it is not YAML: ${quote(fault.message.split('\n')[0])}`);
    return isMap(contents) ? factsOf(contents) : unreadable('it is not a mapping');
  } catch (thrown) {
    // The parser follows nesting by calling itself.
    if (thrown instanceof RangeError) return unreadable('it is nested too deeply');
    throw thrown;
  }
}

function factsOf(action: YAMLMap): FactsReading {
  const using = textAt(mapAt(action, 'runs'), 'using');
  if (using === undefined || !/^[\w.-]{1,40}$/.test(using)) {
    return unreadable(`"runs.using" is ${quote(using)}; expected a word such as "node24"`);
  }
  const inputs = declared(action, 'inputs');
  const outputs = declared(action, 'outputs');
  if (typeof inputs === 'string') return unreadable(inputs);
  if (typeof outputs === 'string') return unreadable(outputs);
  const read = [...inputs].map(([name, about]) => [name, inputFacts(about)] as const);
  const long = read.find(([, { default: preset = '' }]) => preset.length > LONGEST_DEFAULT);
  if (long !== undefined) return unreadable(`the default of ${quote(long[0])} is too long`);
  return { kind: 'facts', facts: { using, inputs: new Map(read), outputs: [...outputs.keys()] } };
}

/** What is declared under `key`, by name; else what is wrong with it. */
function declared(action: YAMLMap, key: string): ReadonlyMap<string, YAMLMap | undefined> | string {
  const held = action.get(key, true);
  if (held === undefined || (isScalar(held) && held.value === null)) return new Map();
  if (!isMap(held)) return `"${key}" is not a mapping`;
  if (held.items.length > MOST_NAMES)
    return `"${key}" has ${held.items.length} names; expected at most ${MOST_NAMES}`;
  const entries = held.items.map(({ key: name, value }) => ({
    name: isScalar(name) ? String(name.value) : '',
    about: isMap(value) ? value : undefined,
  }));
  const strange = entries.find(({ name }) => !NAME.test(name));
  if (strange !== undefined)
    return `"${key}" has the name ${quote(strange.name)}; expected letters, digits, "-" and "_"`;
  return new Map(entries.map(({ name, about }) => [name, about]));
}

function inputFacts(about: YAMLMap | undefined): InputFacts {
  return {
    required: textAt(about, 'required') === 'true',
    default: textAt(about, 'default'),
    deprecated: about?.has('deprecationMessage') ?? false,
  };
}

function mapAt(map: YAMLMap, key: string): YAMLMap | undefined {
  const held = map.get(key, true);
  return isMap(held) ? held : undefined;
}

/** A scalar as the runner reads it: as it is written, and null as nothing. */
function textAt(map: YAMLMap | undefined, key: string): string | undefined {
  const held = map?.get(key, true);
  if (!isScalar(held)) return undefined;
  if (held.value === null) return '';
  return typeof held.value === 'string' ? held.value : (held.source ?? String(held.value));
}

function unreadable(why: string): FactsReading {
  return { kind: 'unreadable', why };
}
