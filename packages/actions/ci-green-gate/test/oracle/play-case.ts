import type { OutputValue } from '@gatehouse/action-kit';
import { readInputs } from '../../src/inputs.ts';
import { run } from '../../src/run.ts';
import { FakeGitHub } from './api.ts';
import { type Case, OWN_RUN } from './case.ts';
import { objections } from './oracle.ts';
import { apply, greenWorld } from './twists.ts';
import type { Question, World } from './world.ts';

const REPOSITORY = 'octo/widgets';
const DEADLINE_MS = 30 * 60_000;
/** No pause before a repeated request is as long as the one between two polls. */
const INTERVAL_MS = 15_000;

/** What came of a case. */
export interface Played {
  readonly verdict: string;
  readonly reason: string;
  /** What the oracle has against a pass. */
  readonly objections: readonly string[];
}

/** Plays the gate in a case and asks the oracle about the same. */
export async function playCase(given: Case): Promise<Played> {
  const { question, inputs, api, before, evidence } = given;
  const during = given.during.toSorted((one, other) => one.request - other.request);
  const worlds: World[] = [before.reduce((world, twist) => apply(world, question, twist), greenWorld(given))];
  for (const { twist } of during) worlds.push(apply(worlds.at(-1) ?? greenWorld(given), question, twist));
  let now = 0;
  const time = {
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
  };
  const worldAt = (request: number) => during.filter((one) => one.request <= request).length;
  const github = new FakeGitHub({ worldAt, worlds, api, time, deadlineMs: DEADLINE_MS });
  const clock = {
    now: time.now,
    random: () => 0,
    sleep: async (ms: number) => {
      time.pass(ms);
      if (ms >= INTERVAL_MS) github.served = [];
    },
  };
  const outputs: Record<string, OutputValue> = {};
  const values = new Map(Object.entries(inputsOf(question, inputs, evidence)));
  await run(
    readInputs((name) => values.get(name) ?? ''),
    {
      fetch: github.fetch as typeof fetch,
      clock,
      log: SILENT,
      wallClock: () => Date.UTC(2026, 0, 2) + now,
      gate: {
        apiUrl: 'https://api.example',
        serverUrl: 'https://github.com',
        context: {
          repository: REPOSITORY,
          runId: OWN_RUN,
          runAttempt: 1,
          sha: question.sha,
          ref: 'refs/heads/main',
          workflowRef: `${REPOSITORY}/.github/workflows/release.yml@refs/heads/main`,
          job: 'gate',
          serverUrl: 'https://github.com',
          apiUrl: 'https://api.example',
        },
      },
      setOutputs: (set) => void Object.assign(outputs, set),
      appendSummary: async () => {},
    },
  ).catch((error: unknown) => {
    if (outputs.verdict === undefined || outputs.verdict === 'pass') throw error;
  });
  const { served } = github;
  const moments = worlds.slice(Math.min(...served, worlds.length - 1), Math.max(...served, 0) + 1);
  const against = [
    ...objections(moments, question),
    ...(evidence === 'none' || evidence === 'good' ? [] : ['evidence']),
  ];
  return { verdict: String(outputs.verdict), reason: String(outputs.reason), objections: against };
}

const silent = () => {};
const SILENT = {
  debug: silent,
  info: silent,
  notice: silent,
  warning: silent,
  error: silent,
  group: async <T>(_: string, work: () => Promise<T>) => work(),
};

function inputsOf(
  question: Question,
  inputs: Case['inputs'],
  evidence: Case['evidence'],
): Record<string, string> {
  const { workflows, checks, statuses, tag, branch, allowed, events } = question;
  const list = (items: readonly object[]) => (items.length === 0 ? '' : JSON.stringify(items));
  const shared = {
    workflows: list(
      workflows.map(({ source, ref, jobs, when, ...rest }) => ({
        ...(jobs.length > 0 ? { jobs, when } : {}),
        ...rest,
        file:
          source === undefined ? rest.file : `${source}/${rest.file}${ref === undefined ? '' : `@${ref}`}`,
      })),
    ),
    checks: list(checks),
    statuses: list(statuses),
    branch: branch ?? '',
    sha: question.sha,
    repository: REPOSITORY,
    ref: tag ?? '',
    'ref-policy': question.refPolicy,
    policy: question.policy,
    events: events.join(' '),
    'events-policy': question.eventsPolicy,
    'allowed-conclusions': allowed.join(' '),
    interval: `${INTERVAL_MS / 1000}s`,
    'fail-fast': inputs['fail-fast'] ?? '',
  };
  return evidence === 'none'
    ? { ...shared, wait: inputs.wait ?? '', grace: inputs.grace ?? '' }
    : { ...shared, recheck: 'true', evidence: earlier(question, evidence) };
}

/** The evidence of an earlier pass, or one that does not support this question. */
function earlier(question: Question, kind: Case['evidence']): string {
  const { eventsPolicy } = question;
  const covered = question.workflows.flatMap(({ file, source, ref, events = question.events }) => {
    const path = source === undefined ? file : `${source}/${file}${ref === undefined ? '' : `@${ref}`}`;
    const lists = eventsPolicy === 'all' ? events.map((event) => [event]) : [events];
    return lists.map((one) => ({ path, events: one, run: { id: 1, attempt: 1 } }));
  });
  const checks = question.checks.map(({ name, app }) => ({ name, app: String(app), ids: [1] }));
  const statuses = question.statuses.map(({ context, creator }) => ({ context, creator, id: 1 }));
  const lacking = kind === 'lacks-one';
  return JSON.stringify({
    schema: 'gatehouse.ci-green-gate/v1',
    mode: 'workflows',
    verdict: kind === 'failed' ? 'fail' : kind === 'unknown' ? 'unknown' : 'pass',
    repository: kind === 'other-repository' ? 'octo/others' : REPOSITORY,
    sha: kind === 'other-sha' ? 'e'.repeat(40) : question.sha,
    checked_at: '2026-01-01T00:00:00Z',
    workflows: lacking ? covered.slice(1) : covered,
    checks: lacking && covered.length === 0 ? checks.slice(1) : checks,
    statuses: lacking && covered.length + checks.length === 0 ? [] : statuses,
  });
}
