import { quote } from '@gatehouse/action-kit/quote';
import type { Inputs, RunEvent, Scenario } from '@gatehouse/rehearsal';
import { suggestion } from '@gatehouse/workflow-kit';
import { usageError } from '../failure.ts';
import type { DeclaredInput, DeclaredInputs, Shape } from './shape.ts';

/** What sets a run off, as it was asked for. */
export interface AskedEvent {
  readonly event: string | undefined;
  readonly ref: string | undefined;
  readonly inputs: readonly string[];
}

/** How the workflow is started. */
export interface Start {
  readonly kind: 'call' | 'file';
  readonly event: RunEvent;
  readonly inputs: Inputs;
}

/** Those that need the least around them come first. */
const PREFERRED: readonly string[] = ['push', 'workflow_dispatch', 'schedule', 'release', 'pull_request'];

/**
 * How `shape` is started: by the event that was asked for, that of the scenario, or the first of its own
 * that a push or a person can bring about. `steered` are inputs that the scenario gives beside its own.
 */
export function findStart(shape: Shape, asked: AskedEvent, scenario: Scenario, steered: Inputs = {}): Start {
  const { events, dispatchInputs, callInputs } = shape;
  const kind = events.every((name) => name === 'workflow_call') ? 'call' : 'file';
  if (kind === 'call') {
    const inputs = readInputs(asked.inputs, callInputs);
    insistOnInputs(shape, callInputs, { ...steered, ...scenario.inputs, ...inputs });
    return { kind, event: eventOf(shape, 'push', asked, scenario), inputs };
  }
  const inputs = readInputs(asked.inputs, { ...declared(steered), ...dispatchInputs });
  const dispatched = Object.keys(inputs).some((name) => Object.hasOwn(dispatchInputs, name));
  const usual = PREFERRED.find((one) => events.includes(one)) ?? events[0] ?? 'push';
  const name = asked.event ?? scenario.event?.name ?? (dispatched ? 'workflow_dispatch' : usual);
  if (!events.includes(name)) {
    throw usageError(
      `${shape.path} does not run for the event ${quote(name)}.${suggestion(name, events)}`,
      'rehearse',
    );
  }
  if (name === 'workflow_dispatch') insistOnInputs(shape, dispatchInputs, { ...scenario.inputs, ...inputs });
  return { kind, event: eventOf(shape, name, asked, scenario), inputs };
}

function eventOf(
  { path, pushesOf }: Shape,
  name: string,
  { ref: given }: AskedEvent,
  { event }: Scenario,
): RunEvent {
  const ref = given ?? event?.ref;
  if (ref !== undefined && !/^refs\/(heads|tags)\/\S+$/.test(ref)) {
    throw usageError(`--ref is ${quote(ref)}. Expected refs/heads/<branch> or refs/tags/<tag>.`, 'rehearse');
  }
  const tag = pushesOf.tags.find((pattern) => !pattern.startsWith('!'));
  if (name === 'push' && ref === undefined && pushesOf.onlyTags && tag !== undefined) {
    const made = tag.replace(/\*+/g, '0.0.0');
    if (/^[\w./-]+$/.test(made)) return { ...event, name, ref: `refs/tags/${made}` };
    throw usageError(
      `${path} runs for tags such as ${quote(tag)}: give one with --ref refs/tags/<tag>.`,
      'rehearse',
    );
  }
  return { ...event, name, ...(ref === undefined ? {} : { ref }) };
}

function insistOnInputs({ path }: Shape, inputs: DeclaredInputs, given: Inputs): void {
  const missing = Object.entries(inputs).filter(
    ([name, { mustGive }]) => mustGive && !Object.hasOwn(given, name),
  );
  if (missing.length === 0) return;
  const asked = missing.map(([name]) => `--input ${name}=<value>`).join(' ');
  throw usageError(`${path} needs more inputs: ${asked}.`, 'rehearse');
}

function readInputs(given: readonly string[], inputs: DeclaredInputs): Inputs {
  const read = given.map((pair) => {
    const [, name = '', text = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    if (name === '') throw usageError(`--input is ${quote(pair)}. Expected name=value.`, 'rehearse');
    const input = inputs[name];
    if (input !== undefined) return [name, typed(name, text, input)] as const;
    throw usageError(`It has no input ${quote(name)}.${suggestion(name, Object.keys(inputs))}`, 'rehearse');
  });
  return Object.fromEntries(read);
}

function typed(name: string, text: string, { type }: DeclaredInput): string | number | boolean {
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'number' && text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  if (type !== 'boolean' && type !== 'number') return text;
  throw usageError(`The input ${quote(name)} is ${quote(text)}. Expected a ${type}.`, 'rehearse');
}

function declared(inputs: Inputs): DeclaredInputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, { type: typeof value, mustGive: false }]),
  );
}
