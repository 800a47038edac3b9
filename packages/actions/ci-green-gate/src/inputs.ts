import {
  choice,
  duration,
  flag,
  type InputSource,
  type InputValues,
  input,
  invalidInput,
  isActionError,
  optional,
  readInputs as readShape,
  secret,
  text,
  withDefault,
} from '@gatehouse/action-kit';
import type { RequiredCheck } from './checks/required-check.ts';
import { parseChecks } from './checks/wanted.ts';
import { contradictionOfNeeds, contradictionOfWorkflows } from './contradiction.ts';
import { BRANCH, fullSha, readBranch, refName, repositoryName, words } from './forms.ts';
import { type Allowances, checkAllowances, type NeededJob, parseNeeds } from './needs/needs.ts';
import type { EventsPolicy, Patience, RefPolicy, RunPolicy } from './policy.ts';
import { type EarlierEvidence, parseEvidence } from './recheck/previous.ts';
import type { RequiredStatus } from './statuses/required-status.ts';
import { parseStatuses } from './statuses/wanted.ts';
import type { WantedWorkflow } from './workflows/requirement.ts';
import { parseWorkflows } from './workflows/wanted.ts';

/** The question whether a commit is proved green. */
export interface WorkflowsInputs {
  readonly mode: 'workflows';
  readonly workflows: readonly WantedWorkflow[];
  readonly checks: readonly RequiredCheck[];
  readonly statuses: readonly RequiredStatus[];
  /** `undefined` for the default branch. */
  readonly branch: string | undefined;
  readonly sha: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The name of the tag that must lead to the commit, if any. */
  readonly tag: string | undefined;
  readonly refPolicy: RefPolicy;
  readonly policy: RunPolicy;
  readonly eventsPolicy: EventsPolicy;
  readonly allowedConclusions: ReadonlySet<string>;
  readonly patience: Patience;
  /** What the gate said the first time; only a recheck has it. */
  readonly previous: EarlierEvidence | undefined;
  readonly token: string;
}

/** The question whether the jobs before this one went well. */
export interface NeedsInputs {
  readonly mode: 'needs';
  readonly jobs: readonly NeededJob[];
  readonly allowed: Allowances;
}

export type Inputs = WorkflowsInputs | NeedsInputs;

const jobIds = () => withDefault(words(/^[\w-]+$/, 'ids of jobs'), []);

/** Any of the conclusions that may be allowed: the others are failures by their name. */
const ALLOWABLE = ['success', 'skipped', 'neutral'];

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  workflows: optional(text()),
  checks: optional(text()),
  statuses: optional(text()),
  events: withDefault(words(/^[a-z_]+$/, 'names of events such as push'), ['push']),
  'events-policy': withDefault(choice('any', 'all'), 'any'),
  branch: optional(input(BRANCH, readBranch)),
  sha: optional(fullSha()),
  repository: optional(repositoryName()),
  ref: optional(refName()),
  'ref-policy': withDefault(choice('head', 'ancestor', 'none'), 'head'),
  policy: withDefault(choice('latest', 'any-success'), 'latest'),
  'allowed-conclusions': withDefault(
    words(new RegExp(`^(${ALLOWABLE.join('|')})$`), `any of ${ALLOWABLE.join(', ')}`),
    ['success'],
  ),
  wait: withDefault(flag(), false),
  deadline: withDefault(duration(), 30 * 60_000),
  interval: withDefault(duration(), 15_000),
  grace: optional(duration()),
  'fail-fast': withDefault(flag(), true),
  recheck: withDefault(flag(), false),
  evidence: optional(text()),
  needs: optional(text()),
  'allowed-skips': jobIds(),
  'allowed-failures': jobIds(),
  token: withDefault(secret(), ''),
} as const;

/** The inputs, each read by itself. */
export type Values = InputValues<typeof inputs>;

/** Reads the inputs; fails with `INVALID_INPUT`. */
export function readInputs(source?: InputSource): Inputs {
  const values = readShape(inputs, source);
  return values.needs === undefined ? readWorkflows(values) : readNeeds(values, values.needs);
}

function readNeeds(values: Values, text: string): NeedsInputs {
  const mistake = contradictionOfNeeds(
    values,
    readShape(inputs, () => ''),
  );
  if (mistake !== undefined) throw invalidInput(mistake);
  const allowed = { skips: new Set(values['allowed-skips']), failures: new Set(values['allowed-failures']) };
  const jobs = read('needs', () => parseNeeds(text));
  read('allowed-skips, allowed-failures', () => checkAllowances(jobs, allowed));
  return { mode: 'needs', jobs, allowed };
}

/** Runs are listed some seconds late, now and then a minute. */
const USUAL_GRACE_MS = 60_000;

/** What the last poll may take. */
const LAST_POLL_MS = 30_000;

/** Half of a short time is left to find out why something is missing. */
const usualGrace = (deadlineMs: number): number => Math.min(USUAL_GRACE_MS, deadlineMs / 2);

function readWorkflows(values: Values): WorkflowsInputs {
  const { workflows, checks, statuses, sha, repository, ref, token, branch, policy, recheck, evidence } =
    values;
  const mistake = contradictionOfWorkflows(values);
  if (mistake !== undefined) throw invalidInput(mistake);
  if (workflows === undefined && checks === undefined && statuses === undefined) {
    throw invalidInput(
      'workflows: found nothing, expected a YAML list of workflow files, or "checks", "statuses" or "needs".',
    );
  }
  if (sha === undefined)
    throw invalidInput('sha: found nothing, expected a full commit id; an empty one would match any run.');
  if (repository === undefined) throw invalidInput('repository: found nothing, expected owner/name.');
  return {
    mode: 'workflows',
    workflows: list('workflows', workflows, (text) => parseWorkflows(text, values.events)),
    checks: list('checks', checks, parseChecks),
    statuses: list('statuses', statuses, parseStatuses),
    branch,
    sha,
    repository,
    tag: tagOf(ref),
    refPolicy: values['ref-policy'],
    policy,
    eventsPolicy: values['events-policy'],
    allowedConclusions: new Set(values['allowed-conclusions']),
    patience: {
      wait: values.wait,
      deadlineMs: values.deadline,
      lastPollMs: values.deadline - Math.min(LAST_POLL_MS, values.deadline / 4),
      intervalMs: values.interval,
      graceMs: values.grace ?? (recheck ? 0 : usualGrace(values.deadline)),
      failFast: values['fail-fast'],
    },
    previous: evidence === undefined ? undefined : read('evidence', () => parseEvidence(evidence)),
    token,
  };
}

/** What an input lists; nothing where it was not set. */
function list<T>(
  name: string,
  text: string | undefined,
  parse: (text: string) => readonly T[],
): readonly T[] {
  return text === undefined ? [] : read(name, () => parse(text));
}

/** `v1.2.3` of `refs/tags/v1.2.3` and of `v1.2.3`; `undefined` of any other full ref. */
function tagOf(ref: string | undefined): string | undefined {
  if (ref?.startsWith('refs/'))
    return ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined;
  return ref;
}

function read<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!isActionError(error, 'INVALID_WANTED', 'INVALID_NEEDS', 'INVALID_EVIDENCE')) throw error;
    throw invalidInput(`${name}: ${error.message}`);
  }
}
