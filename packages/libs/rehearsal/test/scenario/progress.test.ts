import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ActEvent, progress, type Scenario } from '../../src/index.ts';
import { job, step } from './records.ts';

const SCENARIO: Scenario = { name: 'one-leg-red', title: 'A leg fails.', expect: [] };

describe('progress', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  const told = (scenario = SCENARIO, log = false) => {
    const lines: string[] = [];
    const one = progress(scenario, { say: (line) => lines.push(line), paint: (_, text) => text, log });
    return { ...one, lines, stop: () => one[Symbol.dispose]() };
  };

  it('tells what is played, and each job as it begins and ends', () => {
    const { onJob, lines } = told();
    onJob('run', job('build (a)', 'unfinished'));
    vi.advanceTimersByTime(2400);
    onJob('run', job('build (a)', 'success'));
    expect(lines).toEqual([
      'one-leg-red: A leg fails.',
      '   0.0 s  ▸ build (a)',
      '   2.4 s  ✓ success  build (a)  2.4 s',
    ]);
  });

  it('tells the errors and warnings of a job, of each the first line, and no line is a command', () => {
    const annotations = [
      { level: 'warning', message: '##[error]20 files\nare damaged' },
      { level: 'notice', message: 'Nothing to see.' },
    ] as const;
    const { onJob, lines } = told();
    onJob('run', job('plan', 'failure', { steps: [{ ...step, annotations }] }));
    expect(lines.slice(1)).toEqual([
      '   0.0 s  ✗ failure  plan  2.4 s',
      expect.stringMatching(/^ {3}0\.0 s {6}warning \| (?!##\[).*20 files$/),
    ]);
  });

  it('says every five quiet seconds what still runs, until it is over', () => {
    const { onJob, lines, stop } = told();
    onJob('run', job('build (a)', 'unfinished'));
    vi.advanceTimersByTime(3000);
    onJob('run', job('build (b)', 'unfinished'));
    vi.advanceTimersByTime(5000);
    onJob('run', job('build (a)', 'success'));
    vi.advanceTimersByTime(5000);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(lines.filter((line) => line.includes('still at it'))).toEqual([
      '   8.0 s    still at it: build (a), 8.0 s; build (b), 5.0 s',
      '  13.0 s    still at it: build (b), 10.0 s',
    ]);
  });

  it('says so, too, where no job runs', () => {
    const { lines } = told();
    vi.advanceTimersByTime(5000);
    expect(lines.at(-1)).toBe('   5.0 s    still at it: no job is running');
  });

  it('names the run where there are several, and leaves out what was killed in an act before', () => {
    const { onJob, lines } = told({ ...SCENARIO, acts: [[{ name: 'first' }], [{ name: 'second' }]] });
    onJob('first', job('write', 'unfinished'));
    onJob('second', job('write', 'unfinished'));
    vi.advanceTimersByTime(5000);
    expect(lines.slice(1)).toEqual([
      '   0.0 s  ▸ first: write',
      '   0.0 s  ▸ second: write',
      '   5.0 s    still at it: second: write, 5.0 s',
    ]);
  });

  it('tells two jobs apart that have the same name, by their callers and their legs', () => {
    const { onJob, lines } = told();
    for (const caller of ['linux', 'windows']) onJob('run', job('test', 'unfinished', { caller }));
    for (const arch of ['arm', 'x64']) onJob('run', job('test', 'unfinished', { matrix: { arch } }));
    onJob('run', job('test', 'unfinished', { caller: 'linux' }));
    expect(lines.slice(1)).toHaveLength(4);
  });

  it.each([
    [true, ['   0.0 s    build (a) | no such luck']],
    [false, []],
  ])('tells the lines of the steps where they are asked for: %s', (log, expected) => {
    const { onEvent, lines } = told(SCENARIO, log);
    const origin = { jobId: 'build', path: 'ci/build-1', matrix: { part: 'a' } };
    const event: ActEvent = {
      kind: 'line',
      origin,
      step: { id: '0', name: 'Build', stage: 'Main' },
      text: 'no such luck',
    };
    onEvent('run', event);
    expect(lines.slice(1)).toEqual(expected);
  });
});
