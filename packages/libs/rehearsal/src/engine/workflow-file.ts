import { ActionError, quote } from '@gatehouse/action-kit';
import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';

/** One `uses:` of a workflow file. */
export interface Use {
  /** `owner/name`. */
  readonly repository: string;
  /** `owner/name[/path]`. */
  readonly action: string;
  readonly ref: string;
  /** `file:line`. */
  readonly place: string;
}

/** The parts of a workflow file that the engine looks at. */
export interface WorkflowFile {
  readonly file: string;
  readonly text: string;
  /** As act shows it: the file where it has none. */
  readonly name: string;
  /** In the order of the file: the id, its display name and the local file that it calls. */
  readonly jobs: readonly WorkflowJob[];
  /** The actions of its steps. */
  readonly uses: readonly Use[];
  /** What `on.workflow_call.secrets` declares. */
  readonly secrets: readonly string[];
}

export interface WorkflowJob {
  readonly id: string;
  readonly name: string;
  /** The file name behind `uses: ./.github/workflows/`. */
  readonly calls?: string;
  readonly needs: readonly string[];
  /** `runs-on` as it is written; absent in a job that calls a workflow. */
  readonly runsOn?: unknown;
  /** Whether it has `strategy.matrix`, and so no leg without values. */
  readonly hasMatrix: boolean;
}

/** Reads a workflow file. Fails with `NOT_PLAYABLE` where this machine cannot do what it says. */
export function readWorkflow(file: string, text: string): WorkflowFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake !== undefined) throw notPlayable(`${file} is no YAML: ${mistake.message}`);
  const jobs = members(document.get('jobs'));
  if (jobs.length === 0) throw notPlayable(`${file} has no jobs.`);
  const placeOf = (node: unknown) => {
    const start = isScalar(node) ? node.range?.[0] : undefined;
    return start === undefined ? file : `${file}:${lines.linePos(start).line}`;
  };
  const steps = jobs.flatMap(([, job]) => items(job.get('steps')));
  return {
    file,
    text,
    name: String(document.get('name') ?? file),
    jobs: jobs.map(([id, job]) => jobOf(id, job, () => placeOf(job.get('uses', true)))),
    uses: steps.flatMap((step) => useOf(step.get('uses'), () => placeOf(step.get('uses', true)))),
    secrets: Object.keys(document.toJS()?.on?.workflow_call?.secrets ?? {}),
  };
}

function jobOf(id: string, job: YAMLMap, place: () => string): WorkflowJob {
  const uses = job.get('uses');
  const [, calls] = /^\.\/\.github\/workflows\/([^/@]+)$/.exec(String(uses ?? '')) ?? [];
  if (uses !== undefined && calls === undefined) {
    throw notPlayable(
      `${place()} calls ${quote(uses)}.`,
      'Only workflows of the same repository can be called here: render for the stage, so that it says ./.github/workflows/….',
    );
  }
  const { needs = [], 'runs-on': runsOn, strategy } = job.toJSON();
  return {
    id,
    name: String(job.get('name') ?? id),
    ...(calls === undefined ? {} : { calls }),
    needs: [needs].flat().map(String),
    ...(runsOn === undefined ? {} : { runsOn }),
    hasMatrix: strategy?.matrix !== undefined,
  };
}

/** The action behind `uses:`; none for one of the checkout. */
export function useOf(uses: unknown, place: () => string): readonly Use[] {
  if (uses === undefined) return [];
  const text = String(uses);
  // An action of the checkout is played as it stands.
  if (text.startsWith('./')) return [];
  const [, repository, path = '', ref] = /^([\w.-]+\/[\w.-]+)((?:\/[^@]+)?)@(\S+)$/.exec(text) ?? [];
  if (repository !== undefined && ref !== undefined) {
    return [{ repository, action: repository + path, ref, place: place() }];
  }
  throw notPlayable(
    `${place()} uses ${quote(text)}; here only owner/name[/path]@ref can be played.`,
    'Leave the step out of what is rehearsed.',
  );
}

function members(node: unknown): readonly (readonly [string, YAMLMap])[] {
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }) => (isMap(value) ? [[String(key), value] as const] : []));
}

function items(node: unknown): readonly YAMLMap[] {
  const list = typeof node === 'object' && node !== null && 'items' in node ? node.items : [];
  return Array.isArray(list) ? list.filter((item) => isMap(item)) : [];
}

/** What the engine answers to a workflow that it cannot run. */
export function notPlayable(message: string, hint?: string): ActionError<'NOT_PLAYABLE'> {
  return new ActionError({ code: 'NOT_PLAYABLE', message, ...(hint === undefined ? {} : { hint }) });
}
