import { quoteLines } from '@gatehouse/action-kit';
import { nameOf } from '../engine/job-name.ts';
import type { JobRecord } from '../engine/record.ts';
import type { Audience } from '../scenario/play-run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { OpenJobs } from './open-jobs.ts';
import type { Paint } from './paint.ts';
import { shownResult } from './results.ts';
import { seconds } from './timeline.ts';

/** How long nothing may happen before somebody wonders, in milliseconds. */
const QUIET_MS = 5000;

/** How a scenario is told while it is played. */
export interface Telling {
  readonly say: (line: string) => void;
  readonly paint: Paint;
  /** Whether every line of every step is told, too. */
  readonly log: boolean;
}

/** Sees a scenario and tells of it, until it is disposed of. */
export interface Progress extends Required<Pick<Audience, 'onEvent' | 'onJob'>>, Disposable {}

/**
 * Tells what is played, how its jobs begin and end, and what they warn of, each line behind the time since
 * the scenario began. When there is nothing to tell, it says what still runs.
 */
export function progress(scenario: Scenario, { say, paint, log }: Telling): Progress {
  const began = performance.now();
  let lastMs = began;
  const tell = (text: string) => {
    lastMs = performance.now();
    say(`${paint('dim', seconds(lastMs - began).padStart(8))}  ${text}`);
  };
  const several = (scenario.acts ?? []).flat().length > 1;
  const named = (run: string, job: string) => (several ? `${run}: ${job}` : job);
  const open = new OpenJobs(scenario);
  const timer = setInterval(() => {
    if (performance.now() - lastMs >= QUIET_MS) tell(paint('dim', `  still at it: ${open.told()}`));
  }, 1000).unref();
  say(paint('bold', `${scenario.name}: ${scenario.title}`));
  return {
    onJob(run, job) {
      const shown = named(run, job.name);
      if (job.result === 'unfinished') {
        if (open.begin(run, job, shown)) tell(`▸ ${shown}`);
        return;
      }
      open.end(run, job);
      const { mark, word, style } = shownResult(job);
      tell(`${paint(style, `${mark} ${word}`)}  ${shown}  ${paint('dim', seconds(job.endMs - job.startMs))}`);
      for (const line of troublesOf(job)) tell(`    ${line}`);
    },
    onEvent(run, event) {
      if (!log || event.kind !== 'line') return;
      tell(`  ${paint('dim', named(run, nameOf(event.origin)))} ${quoteLines(event.text)}`);
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

/** The first line of each error and warning that its steps gave. */
function troublesOf({ steps }: JobRecord): readonly string[] {
  return steps
    .flatMap(({ annotations }) => annotations)
    .filter(({ level }) => level !== 'notice')
    .map(({ level, message }) => `${level} ${quoteLines(message.split('\n')[0] ?? '')}`);
}
