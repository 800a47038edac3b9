import { messageOf } from './errors.ts';
import type { Gate, GateOutcome, GateReport } from './gate.ts';
import { type GateRun, readGateRun } from './gate-run.ts';
import { type Log, runnerLog } from './log.ts';
import { type OutputValue, setOutputs } from './outputs.ts';
import { quote } from './quote.ts';
import { appendSummary } from './summary.ts';

/** What every gate needs from the world. */
export interface GateDeps {
  readonly gate: GateRun;
  readonly log: Log;
  /** The time of day in milliseconds. */
  readonly wallClock: () => number;
  readonly setOutputs: (outputs: Readonly<Record<string, OutputValue>>) => void;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/** The world of a step. Fails with `NO_RUN_CONTEXT` where the runner's variables are incomplete. */
export function gateDeps(): GateDeps {
  return { gate: readGateRun(), log: runnerLog, wallClock: Date.now, setOutputs, appendSummary };
}

/** Asks, reports whatever came of it, and throws the error that closes the gate unless it is open. */
export async function runGate<Answer>(gate: Gate<Answer>, deps: GateDeps): Promise<void> {
  const outcome = await outcomeOf(gate);
  try {
    const checkedAt = new Date(deps.wallClock()).toISOString();
    await publish(gate.report(outcome, { gate: deps.gate, checkedAt }), deps);
  } catch (error) {
    if (outcome.kind === 'answered') throw error;
    // The first error is the one to show.
    deps.log.warning(`Reporting the failure failed: ${quote(messageOf(error))}`);
  }
  if (outcome.kind === 'failed') throw outcome.error;
  const end = gate.end(outcome.answer);
  if (end.kind === 'closed') throw end.error;
}

async function outcomeOf<Answer>({ ask }: Gate<Answer>): Promise<GateOutcome<Answer>> {
  try {
    return { kind: 'answered', answer: await ask() };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

async function publish({ outputs, summary, messages }: GateReport, deps: GateDeps): Promise<void> {
  deps.setOutputs(outputs);
  await deps.appendSummary(summary);
  for (const { level, text } of messages) deps.log[level](text);
}
