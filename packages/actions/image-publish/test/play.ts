import { memoryLog, type OutputValue } from '@gatehouse/action-kit';
import { realClock } from '@gatehouse/retry';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
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
export async function play(inputs: Readonly<Record<string, string>>): Promise<Played> {
  const log = memoryLog();
  let outputs: Readonly<Record<string, OutputValue>> = {};
  let summary = '';
  const deps = {
    context: undefined,
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
  };
  const given = readInputs((name) => inputs[name] ?? '');
  const error = await run(given, deps).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  await assertEvidence('image-publish', outputs.evidence);
  return { outputs, summary, log: log.lines, error };
}
