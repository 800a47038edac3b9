import { tmpdir } from 'node:os';
import { memoryLog, type OutputValue } from '@gatehouse/action-kit';
import { realClock } from '@gatehouse/retry';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import type { RunDeps } from '../src/deps.ts';
import { readInputs } from '../src/inputs.ts';
import { run } from '../src/run.ts';

/** What a step left. */
export interface Played {
  readonly outputs: Readonly<Record<string, OutputValue>>;
  readonly summary: string;
  readonly log: readonly string[];
  readonly error: unknown;
}

/** Plays the action with inputs as a workflow gives them, and holds its evidence to the schema. */
export async function play(
  inputs: Readonly<Record<string, string>>,
  changes: Partial<RunDeps> = {},
): Promise<Played> {
  const log = memoryLog();
  let outputs: Readonly<Record<string, OutputValue>> = {};
  let summary = '';
  const deps: RunDeps = {
    context: undefined,
    temp: tmpdir(),
    downloadParts: async () => {
      throw new Error('no parts are expected here');
    },
    env: {},
    fetch,
    log,
    clock: realClock,
    wallClock: () => Date.parse('2026-12-01T00:00:00Z'),
    keychain: { credentialFor: async () => ({ kind: 'anonymous' }) as const },
    setOutputs: (set: typeof outputs) => {
      outputs = set;
    },
    appendSummary: async (markdown: string) => {
      summary += markdown;
    },
    ...changes,
  };
  const given = readInputs((name) => inputs[name] ?? '');
  const error = await run(given, deps).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (outputs.evidence !== undefined) await assertEvidence('image-publish', outputs.evidence);
  return { outputs, summary, log: log.lines, error };
}
