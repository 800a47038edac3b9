import { describe, expect, it } from 'vitest';
import { ActLog } from '../../src/engine/act-log.ts';
import { Recorder } from '../../src/engine/recorder.ts';

/** A line as `act --json` writes it, of a leg of the job `build`. */
function line(fields: object, arch = 'a') {
  const job = `call/Callee/build (${arch})-1 `;
  return JSON.stringify({ dryrun: false, job, jobID: 'build', level: 'info', matrix: { arch }, ...fields });
}

const step = { stage: 'Main', step: 'Compile\nmore', stepID: ['1'] };
const began = { msg: '⭐ Run Set up job', step: 'Set up job', stepid: ['--setup-job'] };
const ended = { msg: '🏁  Job failed', jobResult: 'failure' };

function play(lines: readonly string[], secrets: readonly string[] = []) {
  const log = new ActLog(secrets);
  let now = 0;
  const recorder = new Recorder({ clock: () => (now += 10), callerOf: () => 'call' });
  for (const one of lines) {
    const event = log.read(one);
    if (event !== undefined) recorder.add(event);
  }
  return recorder.jobs();
}

describe('the log of act', () => {
  it('gives a leg its own result, whatever act calls it', () => {
    const success = { ...step, msg: '✅', stepResult: 'success', executionTime: 5e6 };
    const jobs = play([line(began), line(success), line(ended)]);
    expect(jobs.map(({ name, result, caller, matrix }) => ({ name, result, caller, matrix }))).toEqual([
      { name: 'build (a)', result: 'success', caller: 'call', matrix: { arch: 'a' } },
    ]);
    expect(jobs[0]?.steps[0]).toMatchObject({ id: '1', name: 'Compile', result: 'success' });
    expect((jobs[0]?.steps[0]?.endMs ?? 0) - (jobs[0]?.steps[0]?.startMs ?? 0)).toBe(5);
  });

  it.each([
    ['a step that failed', [{ ...step, msg: '❌', stepResult: 'failure' }], 'failure'],
    [
      'a step that may fail',
      [
        { ...step, msg: 'Failed but continue next step' },
        { ...step, msg: '❌', stepResult: 'failure' },
      ],
      'success',
    ],
    ['a step inside of an action', [{ ...step, stepID: ['1', '0'], stepResult: 'failure' }], 'success'],
    ['an error without a step result', [{ ...step, level: 'error', msg: 'no such function' }], 'failure'],
    ['an annotation', [{ ...step, level: 'error', command: 'error', arg: 'look here' }], 'success'],
  ])('judges a leg with %s', (_what, entries, result) => {
    const jobs = play([line(began), ...entries.map((entry) => line(entry)), line(ended)]);
    expect(jobs[0]?.result).toBe(result);
  });

  it('holds a leg without an end for unfinished', () => {
    expect(play([line(began)])[0]?.result).toBe('unfinished');
  });

  it('masks a secret that is given, and one that a step masks later, in everything', () => {
    const [job] = play(
      [
        line({ ...step, raw_output: true, msg: 'first given\r\n' }),
        line({ ...step, command: 'add-mask', arg: 'found\nlater', msg: '***' }),
        line({ ...step, raw_output: true, msg: 'now found\n' }),
        line({ ...step, command: 'set-output', name: 'x', arg: 'is later', msg: 'is ***' }),
        line({ ...step, command: 'error', level: 'error', arg: 'bad found', msg: '***' }),
        line({ ...step, command: 'summary', content: '# given', msg: '***' }),
      ],
      ['given'],
    );
    expect(job?.steps[0]).toMatchObject({
      lines: ['first ***', 'now ***', 'error: bad ***'],
      outputs: { x: 'is ***' },
      annotations: [{ level: 'error', message: 'bad ***' }],
      summary: '# ***',
    });
  });

  it.each([
    ['no JSON', 'fatal error: concurrent map writes', 'fatal error: concurrent map writes'],
    ['no job', JSON.stringify({ level: 'error', msg: 'yaml: line 3' }), 'yaml: line 3'],
  ])('hears what act itself complains of, with %s', (_what, text, said) => {
    expect(new ActLog([]).read(text)).toEqual({ kind: 'executor', level: 'error', text: said });
  });

  it('tells legs without names of their own apart by their values', () => {
    const leg = (arch: string) =>
      JSON.stringify({
        job: `Wf/build-${arch === 'a' ? 1 : 2}`,
        jobID: 'build',
        matrix: { arch, n: 1 },
        ...began,
      });
    expect(play([leg('a'), leg('b')]).map(({ name }) => name)).toEqual(['build (a, 1)', 'build (b, 1)']);
  });
});
