import {
  appendSummary,
  cell,
  findRunContext,
  type Log,
  type OutputValue,
  type RunContext,
  runEvidence,
  runnerLog,
  setOutputs,
  table,
} from '@gatehouse/action-kit';
import type { Evidence } from './evidence-schema.ts';
import type { Inputs } from './inputs.ts';
import { type Leg, planLegs } from './plan.ts';
import { shownLabels } from './runner.ts';

/** What the action needs from the world. */
export interface RunDeps {
  readonly context: RunContext | undefined;
  readonly log: Log;
  readonly setOutputs: (outputs: Readonly<Record<string, OutputValue>>) => void;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

const realDeps = (): RunDeps => ({ context: findRunContext(), log: runnerLog, setOutputs, appendSummary });

/** Plans the legs and hands them on. */
export async function run(inputs: Inputs, deps: RunDeps = realDeps()): Promise<void> {
  const legs = planLegs(inputs);
  for (const leg of legs) {
    deps.log.info(`${leg.platform}: ${shownLabels({ labels: leg.runner })}${suffix(leg)}`);
  }
  deps.setOutputs({
    matrix: { include: legs },
    platforms: legs.map(({ platform }) => platform).join('\n'),
    count: legs.length,
    evidence: evidenceOf(legs, deps.context),
  });
  const rows = legs.map((leg) => [
    cell(leg.platform),
    cell(`${shownLabels({ labels: leg.runner })}${suffix(leg)}`),
  ]);
  await deps.appendSummary(`## Platforms\n\n${table(['Platform', 'Runner'], rows)}`);
}

function suffix({ emulated }: Leg): string {
  return emulated === 'true' ? ', emulated' : '';
}

function evidenceOf(legs: readonly Leg[], context: RunContext | undefined): Evidence {
  return {
    schema: 'gatehouse.select-platforms/v1',
    run: runEvidence(context),
    legs: legs.map(({ platform, runner, emulated }) => ({ platform, runner, emulated: emulated === 'true' })),
  };
}
