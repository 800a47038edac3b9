import { memoryLog, messageOf, type OutputValue } from '@gatehouse/action-kit';
import { type Fault, startStage } from '@gatehouse/rehearsal';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import { readInputs } from '../src/inputs.ts';
import { run } from '../src/run.ts';
import { githubRoutes, REPOSITORY, SHA, type World } from './github.ts';

/** The gate's own run in all tests. */
export const OWN_RUN = 555;

/** What stands beside the world of a test. */
export interface Setting {
  readonly faults?: readonly Fault[];
  /** Where the gate runs. Default: the repository that it asks about. */
  readonly ownRepository?: string;
  /** The ref of the gate's own run. Default: `refs/heads/main`. */
  readonly ownRef?: string;
}

/**
 * Plays the gate against a GitHub on the loopback address. Its clock stands still but for its pauses, so
 * half an hour of waiting takes no time. Inputs are those of a push of `main`, but for what `given` says.
 */
export async function play(
  world: World,
  given: Readonly<Record<string, string>> = {},
  setting: Setting = {},
) {
  const pauses: number[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    random: () => 0,
    sleep: async (ms: number) => {
      pauses.push(ms);
      now += ms;
    },
  };
  const { root = '' } = world;
  await using stage = await startStage({
    routes: githubRoutes({ ...world, nowMs: () => now }),
    faults: setting.faults ?? [],
  });
  const log = memoryLog();
  const outputs: Record<string, OutputValue> = {};
  let summary = '';
  const values = new Map(
    Object.entries({ workflows: '- ci.yml', branch: 'main', sha: SHA, repository: REPOSITORY, ...given }),
  );
  const work = async () =>
    run(
      readInputs((name) => values.get(name) ?? ''),
      {
        fetch,
        clock,
        log,
        wallClock: () => Date.UTC(2026, 0, 2) + now,
        gate: {
          apiUrl: stage.url + root,
          serverUrl: 'https://github.com',
          context: {
            repository: setting.ownRepository ?? REPOSITORY,
            runId: OWN_RUN,
            runAttempt: 1,
            sha: SHA,
            ref: setting.ownRef ?? 'refs/heads/main',
            workflowRef: `${REPOSITORY}/.github/workflows/release.yml@refs/heads/main`,
            job: 'gate',
            serverUrl: 'https://github.com',
            apiUrl: stage.url + root,
          },
        },
        setOutputs: (set) => void Object.assign(outputs, set),
        appendSummary: async (markdown) => {
          summary += markdown;
        },
      },
    );
  const error: unknown = await work().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  const { verdict, reason, runs, evidence } = outputs;
  if (evidence !== undefined) await assertEvidence('ci-green-gate', evidence);
  return {
    verdict,
    reason: String(reason ?? ''),
    runs,
    evidence: evidence as { readonly workflows: readonly Record<string, unknown>[] } & Record<
      string,
      unknown
    >,
    summary,
    log: log.lines,
    /** Method and path of every request. */
    requests: stage.journal.map(({ method, path }) => `${method} ${path}`),
    statuses: stage.journal.map(({ status }) => status),
    pauses,
    elapsedMs: now,
    error,
    message: error === undefined ? '' : messageOf(error),
  };
}

/** The requests that list runs of the commit. */
export function looks({ requests }: { readonly requests: readonly string[] }): readonly string[] {
  return requests.filter((request) => /\/actions\/runs\?/.test(request));
}
