import { isMap, parseDocument } from 'yaml';
import { quoteForShell } from '../machine/index.ts';
import { type Contexts, checkRunners, playedInstead, unplayable, wantedLabels } from '../runners/index.ts';
import { probingLabels, toldContexts } from './label-probe.ts';
import { notPlayable, type WorkflowFile, type WorkflowJob } from './workflow-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What is known of a run before its jobs begin. Inputs are left out: act knows their defaults and types. */
export function contextsOf({ event, scene, variables = {} }: WorkflowRun): Contexts {
  const ref = event.ref ?? `refs/heads/${scene.branch}`;
  return {
    github: {
      event: { ref, ...event.payload },
      event_name: event.name,
      ref,
      ref_name: ref.replace(/^refs\/(heads|tags)\//, ''),
      ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch',
      repository: scene.repository,
      repository_owner: scene.repository.split('/')[0],
    },
    vars: variables,
    matrix: {},
  };
}

/** Every label that is known before the run is this machine's or was asked for; else `NOT_PLAYABLE`. */
export function insistOnRunners(workflows: readonly WorkflowFile[], run: WorkflowRun): void {
  const { matrix: _, ...contexts } = contextsOf(run);
  const problems = workflows.flatMap(
    ({ file, text }) => checkRunners({ path: file, text }, contexts, run.runnerLabels ?? []).problems,
  );
  if (problems.length === 0) return;
  throw notPlayable(
    `The workflow needs machines that this one is not:\n${problems.map(({ place, job, message }) => `- ${place} the job ${job}: ${message}`).join('\n')}`,
    hintFor(problems.flatMap(({ labels }) => labels)),
  );
}

/** How a refused label is played all the same. */
export function hintFor(labels: readonly string[]): string {
  const options = [...new Set(labels)].map((label) => `--runner ${quoteForShell(label)}`);
  return options.length === 0
    ? 'Correct runs-on.'
    : `To run those jobs on this machine instead, add: ${options.join(' ')}`;
}

/**
 * `text` in which every job whose labels are checked here runs on a machine that act has. act takes one
 * label of a list for all of them, and the labels of a matrix's first leg for those of every leg.
 */
export function onThisMachine(text: string, contexts: Contexts): string {
  const document = parseDocument(text);
  const jobs = document.get('jobs');
  let changed = false;
  for (const { value: job } of isMap(jobs) ? jobs.items : []) {
    const runsOn: unknown = isMap(job) ? job.toJS(document)['runs-on'] : undefined;
    if (!isMap(job) || runsOn === undefined || runsOn === OWN_LABEL) continue;
    const isLater = wantedLabels(runsOn, contexts).kind === 'later';
    job.set('runs-on', isLater ? probingLabels(OWN_LABEL) : OWN_LABEL);
    changed = true;
  }
  return changed ? document.toString({ lineWidth: 0 }) : text;
}

const OWN_LABEL = 'ubuntu-latest';

/** On which terms this machine plays a leg. */
export type LegRunner =
  | { readonly kind: 'played'; readonly instead: readonly string[] }
  | { readonly kind: 'refused'; readonly because: string; readonly labels: readonly string[] };

/** Looks at the labels of a leg that begins; `told` is what act said of an expression. */
export function runnerOf(
  { id, runsOn }: WorkflowJob,
  matrix: Readonly<Record<string, unknown>>,
  run: WorkflowRun,
  told: (expression: string) => string | undefined,
): LegRunner {
  if (runsOn === undefined) return { kind: 'played', instead: [] };
  const contexts = { ...contextsOf(run), matrix };
  const known = wantedLabels(runsOn, contexts);
  const more = known.kind === 'later' ? toldContexts(told) : undefined;
  const wanted = more === undefined ? known : wantedLabels(runsOn, { ...contexts, ...more });
  switch (wanted.kind) {
    case 'later':
      return { kind: 'refused', labels: [], because: `the labels of the job ${id} cannot be told` };
    case 'error':
      return { kind: 'refused', labels: [], because: `the job ${id}: ${wanted.message}` };
    case 'labels': {
      const strange = unplayable(wanted.labels, run.runnerLabels ?? []);
      return strange.length > 0
        ? { kind: 'refused', labels: strange, because: `the job ${id} runs on ${strange.join(' and ')}` }
        : { kind: 'played', instead: playedInstead(wanted.labels) };
    }
    default:
      return wanted satisfies never;
  }
}
