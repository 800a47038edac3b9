import { quote } from '@gatehouse/action-kit/quote';
import type { ActionFacts, InputFacts } from '../actions/action-facts.ts';
import { mistaken } from '../source/mistake.ts';
import { FULL_COMMIT } from './version.ts';

/** What is kept of a pinned action, so that steps can be checked without asking GitHub. */
export type KeptPin = KeptAction | KeptRepository;

interface KeptAt {
  /** `owner/name`, with a folder behind it where the action stands in one. */
  readonly action: string;
  /** What was read belongs to this commit, and says nothing about another one. */
  readonly commit: string;
  readonly version: string;
}

/** The facts of an `action.yml`. */
export interface KeptAction extends KeptAt {
  readonly kind: 'action';
  /** `action.yml` or `action.yaml`. */
  readonly file: string;
  /** Of the bytes that were read, in hexadecimal. */
  readonly sha256: string;
  readonly facts: ActionFacts;
}

/** A pin with no action of its own: a repository of several actions, or a workflow file. */
export interface KeptRepository extends KeptAt {
  readonly kind: 'repository';
}

/** What is kept, by action. */
export type KeptPins = ReadonlyMap<string, KeptPin>;

const SCHEMA = 'gatehouse.pins/v1';

/** The text of the file that keeps `pins`: the same bytes for the same pins. */
export function keptText(pins: KeptPins): string {
  const actions = [...pins.values()].toSorted((one, other) => (one.action < other.action ? -1 : 1));
  const entries = actions.map((pin) => [pin.action, plain(pin)] as const);
  return `${JSON.stringify({ schema: SCHEMA, actions: Object.fromEntries(entries) }, null, 2)}\n`;
}

function plain(pin: KeptPin): object {
  const { kind, commit, version } = pin;
  if (pin.kind === 'repository') return { kind, version, commit };
  const { file, sha256, facts } = pin;
  const inputs = [...facts.inputs].map(([name, input]) => [name, plainInput(input)] as const);
  const { using, outputs } = facts;
  return { kind, version, commit, file, sha256, using, inputs: Object.fromEntries(inputs), outputs };
}

function plainInput({ required, default: preset, deprecated }: InputFacts): object {
  return {
    ...(required ? { required } : {}),
    ...(preset === undefined ? {} : { default: preset }),
    ...(deprecated ? { deprecated } : {}),
  };
}

/** Reads what {@link keptText} has written to `path`. Throws a `WorkflowError` for anything else. */
export function parseKept(text: string, path: string): KeptPins {
  const refuse = (found: string): never =>
    mistaken(
      { file: path, line: 1 },
      `${found} Only gatehouse pin writes this file; restore it, or delete it and run gatehouse pin --refresh.`,
    );
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return refuse('This is not JSON.');
  }
  if (!isRecord(read) || read.schema !== SCHEMA || !isRecord(read.actions))
    return refuse(`Found no pins of the schema "${SCHEMA}".`);
  const pins = Object.entries(read.actions).map(
    ([action, held]) => readPin(action, held) ?? refuse(`The pin ${quote(action)} is not complete.`),
  );
  return new Map(pins.map((pin) => [pin.action, pin]));
}

function readPin(action: string, held: unknown): KeptPin | undefined {
  if (!isRecord(held)) return undefined;
  const { kind, commit, version, file, sha256, using, inputs, outputs } = held;
  if (!isText(commit) || !FULL_COMMIT.test(commit) || !isText(version)) return undefined;
  if (kind === 'repository') return { kind, action, commit, version };
  if (kind !== 'action' || !isText(file) || !isText(sha256) || !isText(using)) return undefined;
  if (!isRecord(inputs) || !Array.isArray(outputs) || !outputs.every(isText)) return undefined;
  const read = Object.entries(inputs).map(([name, input]) => [name, readInput(input)] as const);
  const known = read.flatMap(([name, input]) => (input === undefined ? [] : [[name, input] as const]));
  if (known.length < read.length) return undefined;
  return { kind, action, commit, version, file, sha256, facts: { using, inputs: new Map(known), outputs } };
}

function readInput(held: unknown): InputFacts | undefined {
  if (!isRecord(held)) return undefined;
  const { required = false, default: preset, deprecated = false } = held;
  if (typeof required !== 'boolean' || typeof deprecated !== 'boolean') return undefined;
  if (preset !== undefined && !isText(preset)) return undefined;
  return { required, default: preset, deprecated };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
