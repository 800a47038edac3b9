import type { Inputs } from '@gatehouse/rehearsal';
import { isMap, isSeq, type YAMLMap } from 'yaml';
import type { Library } from './subject.ts';

/** Puts a scenario's inputs in the place of those that a workflow of the user gives. */
export interface Steering {
  /** Into a job that calls a workflow of the library. */
  readonly call: (file: string, job: YAMLMap) => void;
  /** Into the steps of a job that use actions of the library. */
  readonly steps: (id: string, job: YAMLMap) => void;
}

/** Which inputs reach what. */
export interface Steered {
  /** The workflow of the library that takes them. */
  readonly file: string;
  /** A value for each; only its type counts, since a run says its own. */
  readonly inputs: Inputs;
  /** The same for jobs that are written out: by action, its input and the one of the workflow. */
  readonly actions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The same for variables of steps. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Each value is read from the event of the run, so that every run of a scenario can have its own. */
export function steer({ file, inputs, actions, variables }: Steered, { slug }: Library): Steering {
  const known = Object.keys(inputs);
  return {
    call(called, job) {
      if (called !== file) return;
      const given = isMap(job.get('with')) ? job.get('with') : undefined;
      const values = Object.fromEntries(known.map((name) => [name, fromEvent(name, inputs[name])]));
      const kept = isMap(given) ? given.toJSON() : {};
      job.set('with', { ...kept, ...values });
    },
    steps(_, job) {
      const steps = job.get('steps');
      for (const step of isSeq(steps) ? steps.items.filter((item) => isMap(item)) : []) {
        const action = new RegExp(`^${slug}/([^@/]+)@`).exec(String(step.get('uses') ?? ''))?.[1];
        if (action !== undefined) setAll(step, 'with', actions[action] ?? {}, inputs);
        const env = step.get('env');
        const there = Object.entries(variables).filter(([name]) => isMap(env) && env.has(name));
        setAll(step, 'env', Object.fromEntries(there), inputs);
      }
    },
  };
}

function setAll(step: YAMLMap, room: string, names: Readonly<Record<string, string>>, inputs: Inputs): void {
  for (const [name, source] of Object.entries(names)) {
    if (Object.hasOwn(inputs, source)) step.setIn([room, name], fromEvent(source));
  }
}

/** The inputs in an event are texts, whatever their types are. */
function fromEvent(name: string, value: unknown = ''): string {
  const text = `github.event.inputs['${name}']`;
  return typeof value === 'string' ? `\${{ ${text} }}` : `\${{ fromJSON(${text}) }}`;
}
