import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { unionOf } from '../graph/permissions.ts';
import { isRecord } from '../model/form.ts';
import type { Input, Inputs, Secrets } from '../model/input.ts';
import type { Job } from '../model/job.ts';
import type { Grant } from '../model/permissions.ts';
import type { Call, Workflow } from '../model/workflow.ts';
import { mistaken } from '../source/mistake.ts';
import type { SourcePosition } from '../source/position.ts';
import { grantsIn } from './grants.ts';

/** A workflow file that no source makes. */
export interface CalleeFile {
  /** Its name in `.github/workflows`. */
  readonly file: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** Where the job `id` of the file stands. */
type JobAt = (id: string) => SourcePosition;

/**
 * What a caller must know of a workflow file: its inputs, secrets and outputs, and what each of its jobs
 * asks for. Steps, conditions and groups are left out. A job that says nothing of permissions has what the
 * call grants, so that is `granted`. Throws a `WorkflowError` for what is no YAML.
 */
export function readCallee({ file, path, text }: CalleeFile, granted: readonly Grant[]): Workflow {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineOf = (offset: number) => ({ file: path, line: lines.linePos(offset).line });
  const [fault] = document.errors;
  if (fault !== undefined) mistaken(lineOf(fault.pos[0]), `The workflow is no YAML: ${fault.message}`);
  const root = recordOf(document.toJS());
  const call = callOf(root.on);
  return {
    kind: 'workflow',
    at: lineOf(0),
    file,
    name: file,
    description: '',
    runName: undefined,
    on: {},
    call: call && { inputs: inputsIn(call.inputs), outputs: outputsIn(call.outputs) },
    secrets: secretsIn(call?.secrets),
    env: {},
    concurrency: undefined,
    jobs: jobsIn(root, granted, (id) => lineOf(offsetOf(id, document))),
    suppressions: [],
  };
}

/** Where in the text a job begins. */
function offsetOf(id: string, document: Document): number {
  const jobs = document.get('jobs');
  const keys = isMap(jobs) ? jobs.items.map(({ key }) => key).filter(isScalar) : [];
  return keys.find(({ value }) => value === id)?.range?.[0] ?? 0;
}

type Fields = Readonly<Record<string, unknown>>;

/** `undefined` where nobody can call it. */
function callOf(on: unknown): Fields | undefined {
  if (on === 'workflow_call' || (Array.isArray(on) && on.includes('workflow_call'))) return {};
  return isRecord(on) && 'workflow_call' in on ? recordOf(on.workflow_call) : undefined;
}

function inputsIn(inputs: unknown): Inputs {
  return mapped(inputs, ({ type, required, description, default: preset }): Input => {
    const known = type === 'boolean' || type === 'number' ? type : 'string';
    return {
      type: known,
      form: known,
      description: textOf(description),
      required: required === true,
      default: typeof preset === known ? (preset as Input['default']) : undefined,
      options: undefined,
    };
  });
}

function secretsIn(secrets: unknown): Secrets {
  return mapped(secrets, ({ required, description }) => ({
    description: textOf(description),
    required: required === true,
  }));
}

/** What the outputs are made of is the callee's own affair. */
function outputsIn(outputs: unknown): Call['outputs'] {
  return mapped(outputs, ({ description }) => ({ description: textOf(description) })) as Call['outputs'];
}

/** GitHub compares what the file says at its root as well, whatever its jobs say for themselves. */
function jobsIn({ permissions, jobs }: Fields, granted: readonly Grant[], at: JobAt): readonly Job[] {
  const all = grantsIn(permissions);
  return Object.entries(recordOf(jobs)).map(([id, job]) => {
    const { permissions: own, uses } = recordOf(job);
    const asked = grantsIn(own);
    const grants = unionOf([...(all ?? []), ...(asked ?? (all === undefined ? granted : []))]);
    return jobOf(at(id), id, grants, uses);
  });
}

function jobOf(at: SourcePosition, id: string, permissions: readonly Grant[], uses: unknown): Job {
  const common = {
    at,
    id,
    name: undefined,
    permissions,
    needs: [],
    guard: { kind: 'derived', when: undefined },
    condition: undefined,
    concurrency: undefined,
    matrix: undefined,
    suppressions: [],
  } as const;
  if (typeof uses === 'string')
    return { ...common, kind: 'call', calls: { kind: 'reference', uses }, with: {}, secrets: {} };
  return {
    ...common,
    kind: 'steps',
    role: 'job',
    runsOn: '',
    environment: undefined,
    outputs: {},
    env: {},
    timeoutMinutes: 0,
    writes: undefined,
    steps: [],
  };
}

function mapped<R>(value: unknown, read: (fields: Fields) => R): Readonly<Record<string, R>> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([name, one]) => [name, read(recordOf(one))]),
  );
}

function recordOf(value: unknown): Fields {
  return isRecord(value) ? value : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
