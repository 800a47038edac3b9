import type { Inputs, Replacement } from '@gatehouse/rehearsal';
import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { Library } from './subject.ts';

/** Puts a scenario's inputs in the place of those that a workflow of the user gives. */
export interface Steering {
  /** Into a job that calls a workflow of the library. */
  readonly call: (file: string, job: YAMLMap, placeOf: PlaceOf) => readonly Replacement[];
  /** Into the steps of a job that use actions of the library. */
  readonly steps: (id: string, job: YAMLMap, placeOf: PlaceOf) => readonly Replacement[];
}

/** `file:line` of a node. */
export type PlaceOf = (node: unknown) => string;

/** Which inputs reach what. */
export interface Steered {
  /** The workflow of the library that takes them. */
  readonly file: string;
  /** A value for each; only its type counts, since a run says its own. */
  readonly inputs: Inputs;
  /** How a value is shown where it is not the one in `inputs`. */
  readonly shown?: Readonly<Record<string, string>>;
  /** The same for jobs that are written out: by action, its input and the one of the workflow. */
  readonly actions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The same for variables of steps. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Each value is read from the event of the run, so that every run of a scenario can have its own. */
export function steer(steered: Steered, { slug }: Library): Steering {
  const { file, inputs, actions, variables } = steered;
  const known = Object.keys(inputs);
  return {
    call(called, job, placeOf) {
      if (called !== file) return [];
      const call = placeOf(job.get('uses', true));
      if (!isMap(job.get('with'))) job.set('with', {});
      const given = job.get('with');
      if (!isMap(given)) return [];
      return known.flatMap((name) =>
        replaced(given, { name, source: name, value: fromEvent(name, inputs[name]) }, steered, call, placeOf),
      );
    },
    steps(_, job, placeOf) {
      const steps = job.get('steps');
      return (isSeq(steps) ? steps.items.filter((item) => isMap(item)) : []).flatMap((step) => {
        const action = new RegExp(`^${slug}/([^@/]+)@`).exec(String(step.get('uses') ?? ''))?.[1];
        const env = step.get('env');
        const there = Object.entries(variables).filter(([name]) => isMap(env) && env.has(name));
        return [
          ...(action === undefined ? [] : setAll(step, 'with', actions[action] ?? {}, steered, placeOf)),
          ...setAll(step, 'env', Object.fromEntries(there), steered, placeOf),
        ];
      });
    },
  };
}

function setAll(
  step: YAMLMap,
  room: 'with' | 'env',
  names: Readonly<Record<string, string>>,
  steered: Steered,
  placeOf: PlaceOf,
): readonly Replacement[] {
  const wanted = Object.entries(names).filter(([, source]) => Object.hasOwn(steered.inputs, source));
  if (wanted.length === 0) return [];
  const at = placeOf(step.get('uses', true) ?? step.get('run', true));
  if (!isMap(step.get(room))) step.set(room, {});
  const given = step.get(room);
  if (!isMap(given)) return [];
  return wanted.flatMap(([name, source]) =>
    replaced(given, { name, source, value: fromEvent(source) }, steered, at, placeOf),
  );
}

/** Sets the input, and tells of it unless it has that value already. */
function replaced(
  map: YAMLMap,
  { name, source, value }: { readonly name: string; readonly source: string; readonly value: string },
  { inputs, shown = {} }: Steered,
  outside: string,
  placeOf: PlaceOf,
): readonly Replacement[] {
  const key = map.items.find((pair) => String(pair.key) === name)?.key;
  const before: unknown = map.get(name);
  map.set(name, value);
  const from = key === undefined ? undefined : String(before ?? '');
  const to = shown[source] ?? String(inputs[source]);
  const place = key === undefined ? outside : placeOf(key);
  // What is left out and what is empty is the default.
  return (from ?? '') === to ? [] : [{ place, name, from, to }];
}

/** The inputs in an event are texts, whatever their types are. */
function fromEvent(name: string, value: unknown = ''): string {
  const text = `github.event.inputs['${name}']`;
  return typeof value === 'string' ? `\${{ ${text} }}` : `\${{ fromJSON(${text}) }}`;
}
