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
import type { Inputs, NeedsInputs, WorkflowsInputs } from './asked.ts';
import { contradictionOfNeeds, contradictionOfWorkflows } from './contradiction.ts';
import { BRANCH, fullSha, readBranch, refName, repositoryName, words } from './forms.ts';
import { checkAllowances, parseNeeds } from './needs.ts';
import { parseEvidence } from './previous.ts';
import { parseWorkflows } from './requirement.ts';

const jobIds = () => withDefault(words(/^[\w-]+$/, 'ids of jobs'), []);

/** Any of the conclusions that may be allowed: the others are failures by their name. */
const ALLOWABLE = ['success', 'skipped', 'neutral'];

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  workflows: optional(text()),
  events: withDefault(words(/^[a-z_]+$/, 'names of events such as push'), ['push']),
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
  timeout: withDefault(duration(), 30 * 60_000),
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

function readWorkflows(values: Values): WorkflowsInputs {
  const { workflows, sha, repository, ref, token, branch, policy, recheck, evidence } = values;
  const mistake = contradictionOfWorkflows(values);
  if (mistake !== undefined) throw invalidInput(mistake);
  if (workflows === undefined)
    throw invalidInput('workflows: found nothing, expected a YAML list of workflow files, or "needs".');
  if (sha === undefined)
    throw invalidInput('sha: found nothing, expected a full commit id; an empty one would match any run.');
  if (repository === undefined) throw invalidInput('repository: found nothing, expected owner/name.');
  return {
    mode: 'workflows',
    workflows: read('workflows', () => parseWorkflows(workflows, values.events)),
    branch,
    sha,
    repository,
    tag: tagOf(ref),
    refPolicy: values['ref-policy'],
    policy,
    allowedConclusions: new Set(values['allowed-conclusions']),
    patience: {
      wait: values.wait,
      timeoutMs: values.timeout,
      intervalMs: values.interval,
      graceMs: values.grace ?? (recheck ? 0 : Math.min(USUAL_GRACE_MS, values.timeout)),
      failFast: values['fail-fast'],
    },
    recheck,
    previous: evidence === undefined ? undefined : read('evidence', () => parseEvidence(evidence)),
    token,
  };
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
    if (!isActionError(error, 'INVALID_WORKFLOWS', 'INVALID_NEEDS', 'INVALID_EVIDENCE')) throw error;
    throw invalidInput(`${name}: ${error.message}`);
  }
}
