import type { Audience, JobRecord } from '@gatehouse/rehearsal';
import type { Terminal } from '../terminal.ts';
import { resultStyle, resultWord, seconds } from './results.ts';

/** Tells what happens while a scenario is played, line by line. */
export function progress(
  { paint }: Pick<Terminal, 'paint'>,
  say: (line: string) => void,
  { several, log }: { readonly several: boolean; readonly log: boolean },
): Pick<Audience, 'onEvent' | 'onJob'> {
  const began = performance.now();
  const open = new Set<string>();
  const tell = (text: string) => {
    const at = seconds(performance.now() - began).padStart(6);
    say(`${paint('dim', `${at} s`)}  ${text}`);
  };
  const named = (run: string, name: string) => (several ? `${run}: ${name}` : name);
  return {
    onJob(run, job: JobRecord) {
      const key = `${run}\n${job.caller}\n${job.name}`;
      const name = named(run, job.name);
      if (!open.has(key) && job.result === 'unfinished') {
        open.add(key);
        tell(`▸ ${name}`);
      } else if (job.result !== 'unfinished') {
        const took = `${seconds(job.endMs - job.startMs)} s`;
        tell(`${paint(resultStyle(job), resultWord(job))}  ${name}  ${paint('dim', took)}`);
      }
    },
    ...(log
      ? {
          onEvent(run, event) {
            if (event.kind !== 'line') return;
            const { jobId, matrix } = event.origin;
            const leg = Object.values(matrix).filter((value) => typeof value !== 'object');
            const name = leg.length === 0 ? jobId : `${jobId} (${leg.join(', ')})`;
            tell(`  ${paint('dim', `${named(run, name)} │`)} ${event.text}`);
          },
        }
      : {}),
  };
}
