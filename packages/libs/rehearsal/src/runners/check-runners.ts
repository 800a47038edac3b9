import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { type Contexts, evaluate } from './evaluate.ts';
import { unplayable, wantedLabels } from './labels.ts';
import { expandMatrix } from './legs.ts';

/** A job or a leg that this machine does not play. */
export interface RunnerProblem {
  /** `file:line` of its `runs-on`. */
  readonly place: string;
  readonly job: string;
  /** Labels that are not this machine's; empty where `message` says what is wrong. */
  readonly labels: readonly string[];
  readonly message: string;
}

/** What is known of the labels of a file before it is run. */
export interface RunnerCheck {
  readonly problems: readonly RunnerProblem[];
  /** Jobs whose labels only the run knows; each is checked when it begins. */
  readonly later: readonly { readonly place: string; readonly job: string; readonly expression: string }[];
}

/** Resolves every label of every leg of a workflow file, as far as `contexts` tell. */
export function checkRunners(
  { path, text }: { readonly path: string; readonly text: string },
  contexts: Omit<Contexts, 'matrix'>,
  asked: readonly string[],
): RunnerCheck {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const jobs = document.get('jobs');
  const checks = (isMap(jobs) ? jobs.items : []).map(({ key, value: job }): RunnerCheck => {
    const runsOn = isMap(job) ? job.items.find((pair) => String(pair.key) === 'runs-on') : undefined;
    if (!isMap(job) || runsOn === undefined) return { problems: [], later: [] };
    const start = isScalar(runsOn.key) ? (runsOn.key.range?.[0] ?? 0) : 0;
    const place = `${path}:${lines.linePos(start).line}`;
    const about = { place, job: String(key) };
    const { 'runs-on': wanted, strategy } = job.toJS(document) as JobText;
    return checkJob(about, { wanted, matrix: strategy?.matrix }, contexts, asked);
  });
  return {
    problems: checks.flatMap(({ problems }) => problems),
    later: checks.flatMap(({ later }) => later),
  };
}

interface JobText {
  readonly 'runs-on'?: unknown;
  readonly strategy?: { readonly matrix?: unknown };
}

function checkJob(
  about: Pick<RunnerProblem, 'place' | 'job'>,
  { wanted, matrix }: { readonly wanted: unknown; readonly matrix: unknown },
  contexts: Omit<Contexts, 'matrix'>,
  asked: readonly string[],
): RunnerCheck {
  const bare = wantedLabels(wanted, { ...contexts, matrix: {} });
  const usesMatrix = /\bmatrix\b/.test(JSON.stringify(wanted));
  const legs = matrix === undefined || !usesMatrix ? [{}] : legsOf(matrix, contexts);
  // A matrix that cannot be expanded yet, or ever, is the run's to report.
  if (legs === undefined) {
    return { problems: [], later: [{ ...about, expression: JSON.stringify(matrix) }] };
  }
  if (bare.kind === 'later') return { problems: [], later: [{ ...about, expression: bare.expression }] };
  const problems = legs.flatMap((leg) => {
    const labels = wantedLabels(wanted, { ...contexts, matrix: leg });
    if (labels.kind === 'error') return [{ ...about, labels: [], message: labels.message }];
    const strange = labels.kind === 'labels' ? unplayable(labels.labels, asked) : [];
    if (strange.length === 0) return [];
    return [{ ...about, labels: strange, message: `runs on ${strange.join(' and ')}` }];
  });
  const once = new Map(problems.map((problem) => [problem.message, problem]));
  return { problems: [...once.values()], later: [] };
}

function legsOf(
  matrix: unknown,
  contexts: Omit<Contexts, 'matrix'>,
): readonly Readonly<Record<string, unknown>>[] | undefined {
  const evaluated = evaluate(matrix, { ...contexts, matrix: {} });
  return evaluated.kind === 'value' ? expandMatrix(evaluated.value) : undefined;
}
