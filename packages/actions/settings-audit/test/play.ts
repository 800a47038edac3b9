import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryLog, messageOf, type OutputValue } from '@gatehouse/action-kit';
import { type Fault, startStage } from '@gatehouse/rehearsal';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import type { Finding } from '../src/compare/finding.ts';
import { readInputs } from '../src/inputs.ts';
import { run } from '../src/run.ts';
import { githubRoutes, REPOSITORY, type World } from './github.ts';

/** What stands beside the world of a test. */
export interface Setting {
  readonly faults?: readonly Fault[];
  /** The time that a request takes on the clock of the test, in milliseconds. */
  readonly requestMs?: number;
  /** Makes another answer of the one to a path. */
  readonly rewrite?: (path: string, body: string) => string;
}

/** Plays the audit of `expectation` against a GitHub on the loopback address; its clock stands but for pauses. */
export async function play(
  expectation: string,
  world: World,
  given: Readonly<Record<string, string>> = {},
  { faults = [], requestMs = 0, rewrite }: Setting = {},
) {
  let now = 0;
  const clock = {
    now: () => now,
    random: () => 0.5,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
  await using folder = await mkdtempDisposable(join(tmpdir(), 'settings-audit-'));
  await using stage = await startStage({ routes: githubRoutes(world), faults });
  const path = join(folder.path, 'settings-audit.yml');
  await writeFile(path, expectation);
  const log = memoryLog();
  const outputs: Record<string, OutputValue> = {};
  let summary = '';
  const values = new Map(
    Object.entries({ path, repository: REPOSITORY, token: 'ghs_abcdefghijklmnop', ...given }),
  );
  const work = async () =>
    run(
      readInputs((name) => values.get(name) ?? ''),
      {
        fetch: async (...request) => {
          now += requestMs;
          const response = await fetch(...request);
          if (rewrite === undefined) return response;
          return new Response(rewrite(new URL(response.url).pathname, await response.text()), response);
        },
        clock,
        log,
        wallClock: () => Date.UTC(2026, 0, 2),
        gate: { apiUrl: stage.url + (world.root ?? ''), serverUrl: 'https://github.com', context: undefined },
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
  if (outputs.evidence !== undefined) await assertEvidence('settings-audit', outputs.evidence);
  const { findings = [] } = (outputs.evidence ?? {}) as { findings?: readonly Finding[] };
  return {
    outputs,
    verdict: outputs.verdict,
    drift: (outputs.drift ?? []) as readonly Finding[],
    /** The findings by their ids. */
    finding: (id: string) => findings.find((one) => one.id === id),
    findings,
    summary,
    log: log.lines,
    /** Path and query of every request. */
    requests: stage.journal.map(({ path }) => path),
    elapsedMs: now,
    error,
    message: error === undefined ? '' : messageOf(error).replaceAll(path, 'settings-audit.yml'),
  };
}

/** The ids of what is not as declared, with their verdicts. */
export function against({ drift }: { readonly drift: readonly Finding[] }): readonly string[] {
  return drift.map(({ id, verdict }) => `${verdict} ${id}`);
}
