import type { ScenarioRecord } from '../scenario/record.ts';
import { shownLabels } from './timeline.ts';

/** Things of one kind in which the rehearsal was not what GitHub runs. */
export interface Differences {
  /** A heading, without an end. */
  readonly title: string;
  /** Plain text, one line each. */
  readonly lines: readonly string[];
}

/**
 * Where a rehearsal differs from the workflow as GitHub runs it: inputs that the scenario replaced, jobs that
 * this machine played in the place of another, programs that stand-ins took. Every report shows them, so
 * that nobody believes that they were proved.
 */
export function differences(record: ScenarioRecord): readonly Differences[] {
  return [
    { title: 'Inputs that the scenario replaced', lines: replaced(record) },
    { title: 'Played on this machine instead', lines: playedFor(record) },
    { title: 'Recorded by stand-ins, not run', lines: recorded(record) },
  ].filter(({ lines }) => lines.length > 0);
}

function replaced({ replacements = [] }: ScenarioRecord): readonly string[] {
  return replacements.map(
    ({ place, name, from, to }) => `${name}: ${shown(from)} -> ${shown(to)} (${place})`,
  );
}

function shown(value: string | undefined): string {
  if (value === undefined) return 'not set';
  return value === '' ? 'empty' : value;
}

function playedFor({ runs }: ScenarioRecord): readonly string[] {
  return runs.flatMap(({ name, result }) =>
    result.jobs.flatMap((job) =>
      job.playedFor === undefined
        ? []
        : [`${runs.length > 1 ? `${name}: ` : ''}${job.name}: wanted ${shownLabels(job.playedFor)}`],
    ),
  );
}

function recorded({ runs }: ScenarioRecord): readonly string[] {
  const calls = runs.flatMap(({ name, result }) =>
    (result.standInCalls ?? []).map(({ job, step, program, args }) => {
      const at = [...(runs.length > 1 ? [name] : []), job, `step ${step}`].join(' › ');
      return `${at}: ${[program, ...args].join(' ').replace(/\s+/g, ' ')}`;
    }),
  );
  const counted = Map.groupBy(calls, (call) => call);
  return [...counted].map(([call, { length }]) => (length > 1 ? `${call} (${length} times)` : call));
}
