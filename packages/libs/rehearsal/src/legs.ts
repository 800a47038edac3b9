import { ActionError, isActionError, messageOf } from '@gatehouse/action-kit';
import { describeEnding } from '@gatehouse/process';
import { type BuiltActionCall, type BuiltActionResult, runBuiltAction } from './built-action.ts';

/** What a leg does its work with. */
export interface LegTools {
  /** Runs one step; a step that fails ends the leg, as on a runner. */
  readonly step: (call: Omit<BuiltActionCall, 'onLine'>) => Promise<BuiltActionResult>;
  /** Writes a line of the leg's log. */
  readonly say: (line: string) => void;
  /** Ends the leg as failed, say because its build did. */
  readonly fail: (reason: string) => never;
}

/** One cell of a matrix. */
export interface Leg {
  readonly name: string;
  readonly play: (tools: LegTools) => Promise<void>;
}

/** How a leg ended. */
export interface LegResult {
  readonly name: string;
  readonly outcome: 'success' | 'failure';
  /** Why it failed. */
  readonly problem?: string;
  /** In order, the one that failed among them. */
  readonly steps: readonly BuiltActionResult[];
  readonly durationMs: number;
}

export interface LegsOptions {
  /** Told of each line at once, behind the name of its leg. */
  readonly onLine?: (line: string) => void;
  /** All legs at once when absent. */
  readonly maxParallel?: number;
}

/**
 * Plays all legs side by side, `fail-fast` off: a failed leg is a result and stops no other. Anything
 * else that is thrown is a mistake in the rehearsal, and is thrown again once every leg has ended.
 */
export async function runLegs(
  legs: readonly Leg[],
  { onLine = () => {}, maxParallel = legs.length }: LegsOptions = {},
): Promise<readonly LegResult[]> {
  const width = Math.max(0, ...legs.map(({ name }) => name.length));
  const results = new Map<Leg, LegResult>();
  const waiting = [...legs];
  const worker = async () => {
    for (let leg = waiting.shift(); leg !== undefined; leg = waiting.shift()) {
      const prefix = `${leg.name.padEnd(width)} │ `;
      results.set(leg, await playLeg(leg, (line) => onLine(prefix + line)));
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: maxParallel }, worker));
  for (const ended of workers) if (ended.status === 'rejected') throw ended.reason;
  return legs.flatMap((leg) => results.get(leg) ?? []);
}

async function playLeg({ name, play }: Leg, say: (line: string) => void): Promise<LegResult> {
  const started = performance.now();
  const steps: BuiltActionResult[] = [];
  const fail = (reason: string): never => {
    throw new ActionError({ code: 'LEG_FAILED', message: reason });
  };
  const step: LegTools['step'] = async (call) => {
    const result = await runBuiltAction({ ...call, onLine: say });
    steps.push(result);
    if (result.exitCode !== 0) fail(lastError(result));
    return result;
  };
  const over = () => ({ name, steps, durationMs: performance.now() - started });
  try {
    await play({ step, say, fail });
    return { ...over(), outcome: 'success' };
  } catch (thrown) {
    if (!isActionError(thrown, 'LEG_FAILED')) throw thrown;
    return { ...over(), outcome: 'failure', problem: messageOf(thrown) };
  }
}

function lastError({ annotations, ending }: BuiltActionResult): string {
  return (
    annotations.findLast(({ level }) => level === 'error')?.message ?? `The step ${describeEnding(ending)}.`
  );
}
