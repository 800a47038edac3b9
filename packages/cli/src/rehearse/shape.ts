import { ActionError } from '@gatehouse/action-kit/errors';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';

/** A workflow file of somebody, as far as a rehearsal has to know it. */
export interface Shape {
  /** The name in `.github/workflows`. */
  readonly file: string;
  /** As it is shown. */
  readonly path: string;
  readonly text: string;
  /** The names of its events. */
  readonly events: readonly string[];
  /** What `on.push` says, as far as it is about tags. */
  readonly pushesOf: { readonly tags: readonly string[]; readonly onlyTags: boolean };
  readonly dispatchInputs: DeclaredInputs;
  readonly callInputs: DeclaredInputs;
  readonly jobs: readonly ShapedJob[];
  /** Names behind `secrets.`, the token of the run left out. */
  readonly secrets: readonly string[];
}

/** Inputs by their names. */
export type DeclaredInputs = Readonly<Record<string, DeclaredInput>>;

export interface DeclaredInput {
  /** `string`, `boolean`, `number`, `choice` or `environment`. */
  readonly type: string;
  /** Whether it is required and has no default. */
  readonly mustGive: boolean;
}

export interface ShapedJob {
  readonly id: string;
  /** What a job that calls a workflow calls. */
  readonly calls?: PlacedText;
  /** The actions of its steps. */
  readonly uses: readonly PlacedText[];
  readonly container?: PlacedText;
  readonly services?: PlacedText;
}

/** A text, and where it stands: `file:line`. */
export interface PlacedText {
  readonly text: string;
  readonly place: string;
}

/** Reads a workflow file; fails with `BAD_WORKFLOW`. */
export function readShape({ file, path, text }: Pick<Shape, 'file' | 'path' | 'text'>): Shape {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake !== undefined) throw badWorkflow(`${path} is no YAML: ${mistake.message.split('\n')[0]}`);
  const jobs = entries(document.get('jobs'));
  if (jobs.length === 0) throw badWorkflow(`${path} has no jobs.`);
  const placed = (map: YAMLMap, key: string): PlacedText | undefined => {
    const pair = map.items.find((item) => String(item.key) === key);
    const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
    if (pair === undefined || start === undefined) return undefined;
    return { text: String(map.get(key)), place: `${path}:${lines.linePos(start).line}` };
  };
  const on: unknown = document.toJS().on;
  return {
    file,
    path,
    text,
    ...eventsIn(on),
    jobs: jobs.map(([id, job]) => shapedJob(id, job, placed)),
    secrets: secretsIn(text),
  };
}

function shapedJob(
  id: string,
  job: YAMLMap,
  placed: (map: YAMLMap, key: string) => PlacedText | undefined,
): ShapedJob {
  const steps = job.get('steps');
  const items: readonly unknown[] =
    typeof steps === 'object' && steps && 'items' in steps ? [steps.items].flat() : [];
  const calls = placed(job, 'uses');
  const container = placed(job, 'container');
  const services = placed(job, 'services');
  return {
    id,
    uses: items.filter((item) => isMap(item)).flatMap((step) => placed(step, 'uses') ?? []),
    ...(calls === undefined ? {} : { calls }),
    ...(container === undefined ? {} : { container }),
    ...(services === undefined ? {} : { services }),
  };
}

type Events = Pick<Shape, 'events' | 'pushesOf' | 'dispatchInputs' | 'callInputs'>;

function eventsIn(on: unknown): Events {
  const given = record(on);
  const names = typeof on === 'string' ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(given);
  const { tags, branches } = record(given.push);
  return {
    events: names,
    pushesOf: {
      tags: [tags ?? []].flat().map(String),
      onlyTags: tags !== undefined && branches === undefined,
    },
    dispatchInputs: inputsIn(given.workflow_dispatch),
    callInputs: inputsIn(given.workflow_call),
  };
}

function inputsIn(event: unknown): DeclaredInputs {
  const inputs = Object.entries(record(record(event).inputs)).map(([name, value]) => {
    const { type = 'string', required, default: preset } = record(value);
    return [name, { type: String(type), mustGive: required === true && preset === undefined }] as const;
  });
  return Object.fromEntries(inputs);
}

function secretsIn(text: string): readonly string[] {
  const names = text.matchAll(/\bsecrets(?:\.([A-Za-z_]\w*)|\[\s*'([A-Za-z_]\w*)'\s*\])/g);
  const found = new Set([...names].map(([, one, other]) => one ?? other ?? ''));
  return [...found].filter((name) => name.toUpperCase() !== 'GITHUB_TOKEN');
}

function entries(node: unknown): readonly (readonly [string, YAMLMap])[] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => (isMap(value) ? [[String(key), value] as const] : []));
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** The error for a file that is no workflow. */
export function badWorkflow(message: string): ActionError<'BAD_WORKFLOW'> {
  return new ActionError({
    code: 'BAD_WORKFLOW',
    message,
    hint: 'Check the file with actionlint, then rehearse it again.',
  });
}
