import { describe, expect, it } from 'vitest';
import { columnsOf, endText, type Paint, playedText, type ScenarioRecord } from '../../src/index.ts';
import { job, step } from './records.ts';

const plain: Paint = (_, text) => text;
const marked: Paint = (style, text) => `<${style}>${text}</${style}>`;

const RECORD: ScenarioRecord = {
  name: 'one-leg-red',
  title: 'A leg fails.',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 3000,
  repository: 'octo/widgets',
  branch: 'main',
  runs: [
    {
      name: 'run',
      startMs: 0,
      result: {
        runId: 7,
        attempt: 1,
        ending: 'completed',
        conclusion: 'failure',
        durationMs: 900,
        sha: 'f00',
        jobs: [
          job('build (a)', 'failure', { steps: [step] }),
          job('build (b)', 'success', { kept: true }),
          job('publish', 'skipped'),
        ],
      },
    },
  ],
  artifacts: [],
  commits: [],
  requests: 3,
  oddRequests: [],
  verdicts: [
    { what: 'the run', expected: 'failure', found: 'failure', holds: true },
    { what: 'news.md', expected: 'with “it”', found: '“one\n::error::two”', holds: false },
  ],
  passed: false,
};

describe('what a scenario showed', () => {
  const [heading, jobs, verdicts, first] = playedText(RECORD, plain).split('\n\n');

  it('begins with how it ended', () => {
    expect(heading).toBe('one-leg-red: not as expected; 1 of 2 expectations hold');
  });

  it('holds each job with its result, and its time where it has one', () => {
    expect(jobs?.split('\n')).toEqual([
      'Job        Result      Time',
      'build (a)  ✗ failure  2.4 s',
      'build (b)  = kept',
      'publish    – skipped',
    ]);
  });

  it('holds each verdict on a line of its own, whatever was found', () => {
    expect(verdicts?.split('\n')).toEqual([
      '✓ holds  the run  failure',
      String.raw`✗ fails  news.md  expected with “it”, found "“one\n::error::two”"`,
    ]);
  });

  it('ends with what went wrong first, where it is not as expected', () => {
    expect(first).toBe('What went wrong first: build (a) › Build, after 0.4 s\n| no such luck');
    expect(playedText({ ...RECORD, passed: true }, plain)).not.toContain('What went wrong first');
  });

  it('names the run of a job where there are several', () => {
    const [run] = RECORD.runs;
    if (run === undefined) throw new Error('There is no run.');
    const text = playedText({ ...RECORD, runs: [run, { ...run, name: 'again' }] }, plain);
    expect(text).toMatch(/^again: build \(a\) +✗ failure/m);
    expect(text).toContain('What went wrong first: run › build (a) › Build');
  });
});

describe('the last lines', () => {
  const files = { markdown: '/out/report.md', html: '/out/report.html' };

  it('say where the report is', () => {
    expect(endText([RECORD], files, plain)).toBe('Report: /out/report.html\n        /out/report.md');
  });

  it('show all scenarios where there are several', () => {
    expect(endText([RECORD, { ...RECORD, name: 'green', passed: true }], files, plain).split('\n')).toEqual([
      '✗  one-leg-red  3.0 s  A leg fails.',
      '✓  green        3.0 s  A leg fails.',
      '',
      '1 of 2 scenarios ended otherwise than expected.',
      '',
      'Report: /out/report.html',
      '        /out/report.md',
    ]);
  });
});

it('columns are as wide as their texts, whatever paint they bear', () => {
  const rows = [
    [
      { text: 'a', style: 'red' },
      { text: '1', right: true },
    ],
    [{ text: 'bcd' }, { text: '100', right: true, style: 'dim' }],
  ] as const;
  expect(columnsOf(rows, marked)).toBe('<red>a</red>      1\nbcd  <dim>100</dim>');
});
