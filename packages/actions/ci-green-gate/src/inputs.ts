import {
  ActionError,
  choice,
  duration,
  flag,
  type Input,
  type InputSource,
  type InputValues,
  input,
  isActionError,
  matching,
  optional,
  readInputs as readShape,
  secret,
  text,
  withDefault,
} from '@gatehouse/action-kit';
import type { Inputs, NeedsInputs, WorkflowsInputs } from './asked.ts';
import { checkAllowances, parseNeeds } from './needs.ts';
import { parseEvidence } from './previous.ts';
import { parseWorkflows } from './requirement.ts';

/** Words parted by blanks, commas or line ends. */
const words = (form: RegExp, wanted: string): Input<readonly string[]> =>
  input(wanted, (found) => {
    const list = [...new Set(found.split(/[\s,]+/).filter(Boolean))];
    return list.length > 0 && list.every((word) => form.test(word)) ? list : undefined;
  });

const jobIds = () => withDefault(words(/^[\w-]+$/, 'ids of jobs'), []);

const fullSha = (): Input<string> =>
  input('a full commit id of 40 or 64 hexadecimal digits', (found) =>
    /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(found) && !/^0+$/.test(found) ? found.toLowerCase() : undefined,
  );

/** Any of the conclusions that may be allowed: the others are failures by their name. */
const ALLOWABLE = ['success', 'skipped', 'neutral'];

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  workflows: optional(text()),
  events: withDefault(words(/^[a-z_]+$/, 'names of events such as push'), ['push']),
  branch: optional(matching(/^[^\s~^:?*[\\]{1,255}$/, 'the name of a branch')),
  sha: optional(fullSha()),
  repository: optional(matching(/^[\w.-]+\/[\w.-]+$/, 'owner/name')),
  ref: optional(matching(/^[^\s~^:?*[\\]{1,255}$/, 'a tag or a full ref')),
  'ref-policy': withDefault(choice('head', 'ancestor', 'none'), 'head'),
  policy: withDefault(choice('latest', 'any-success'), 'latest'),
  'allowed-conclusions': withDefault(
    words(new RegExp(`^(${ALLOWABLE.join('|')})$`), `any of ${ALLOWABLE.join(', ')}`),
    ['success'],
  ),
  wait: withDefault(flag(), false),
  timeout: withDefault(duration(), 30 * 60_000),
  interval: withDefault(duration(), 15_000),
  grace: withDefault(duration(), 60_000),
  'fail-fast': withDefault(flag(), true),
  recheck: withDefault(flag(), false),
  evidence: optional(text()),
  needs: optional(text()),
  'allowed-skips': jobIds(),
  'allowed-failures': jobIds(),
  token: withDefault(secret(), ''),
} as const;

type Values = InputValues<typeof inputs>;

/** Reads the inputs; fails with `INVALID_INPUT`. */
export function readInputs(source?: InputSource): Inputs {
  const values = readShape(inputs, source);
  if (values.needs !== undefined && values.workflows !== undefined) {
    throw wrong('found "workflows" beside "needs", expected one or the other.');
  }
  return values.needs === undefined ? readWorkflows(values) : readNeeds(values, values.needs);
}

function readNeeds(values: Values, text: string): NeedsInputs {
  const allowed = { skips: new Set(values['allowed-skips']), failures: new Set(values['allowed-failures']) };
  const jobs = read('needs', () => parseNeeds(text));
  read('allowed-skips, allowed-failures', () => checkAllowances(jobs, allowed));
  return { mode: 'needs', jobs, allowed };
}

function readWorkflows(values: Values): WorkflowsInputs {
  const { workflows, sha, repository, ref, token, branch, policy, recheck, evidence } = values;
  const mistake = contradiction(values);
  if (mistake !== undefined) throw wrong(mistake);
  if (workflows === undefined)
    throw wrong('workflows: found nothing, expected a YAML list of workflow files, or "needs".');
  if (sha === undefined)
    throw wrong('sha: found nothing, expected a full commit id; an empty one would match any run.');
  if (repository === undefined) throw wrong('repository: found nothing, expected owner/name.');
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
      graceMs: values.grace,
      failFast: values['fail-fast'],
    },
    recheck,
    previous: evidence === undefined ? undefined : read('evidence', () => parseEvidence(evidence)),
    token,
  };
}

function contradiction(values: Values): string | undefined {
  const { grace, timeout, interval, wait, recheck, evidence } = values;
  if (grace > timeout) return 'found "grace" above "timeout", expected at most as much.';
  if (interval === 0) return 'interval: found 0, expected a pause such as 15s.';
  if (recheck && wait)
    return 'found "wait" beside "recheck", expected one or the other: a recheck looks at what is there.';
  if (evidence !== undefined && !recheck)
    return 'found "evidence" without "recheck: true", which is what it is for.';
  if (values['allowed-skips'].length + values['allowed-failures'].length > 0) {
    return 'found "allowed-skips" or "allowed-failures" without "needs", which is what they are for.';
  }
  return undefined;
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
    throw wrong(`${name}: ${error.message}`);
  }
}

function wrong(message: string): ActionError<'INVALID_INPUT'> {
  return new ActionError({
    code: 'INVALID_INPUT',
    message,
    hint: 'Correct the inputs under "with:" in the workflow.',
  });
}
