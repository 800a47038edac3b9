import { describe, expect, it } from 'vitest';
import {
  firstFailure,
  htmlReport,
  type JobFacts,
  type JobRecord,
  markdownReport,
  type ScenarioRecord,
} from '../../src/index.ts';

const EVIL = `<img src=x onerror="alert('1')">&|\u0007\u202e`;
const step = {
  id: '0',
  name: EVIL,
  result: 'failure',
  continued: false,
  startMs: 100,
  endMs: 400,
  lines: [EVIL],
  outputs: {},
  annotations: [],
  summary: '',
} as const;
const job = (name: string, result: JobRecord['result'], more: Partial<JobFacts> = {}): JobRecord => ({
  id: 'build',
  name,
  result,
  because: 'the test says so',
  startMs: 100,
  endMs: 500,
  steps: [step],
  kept: false,
  ...more,
});
const RECORD: ScenarioRecord = {
  name: 'one-leg-red',
  title: EVIL,
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 1000,
  repository: 'octo/widgets',
  branch: 'main',
  runs: [
    {
      name: 'first',
      startMs: 0,
      result: {
        runId: 7,
        attempt: 1,
        ending: 'completed',
        conclusion: 'failure',
        durationMs: 900,
        sha: 'f00',
        jobs: [
          job('build (a)', 'failure'),
          job('build (b)', 'success', { kept: true }),
          job('late', 'skipped'),
        ],
      },
    },
  ],
  artifacts: [{ name: EVIL, run: '7', attempt: 1, size: 3, atMs: 450 }],
  commits: [{ sha: 'a'.repeat(40), author: EVIL, subject: EVIL, files: [] }],
  requests: 3,
  oddRequests: [{ method: 'GET', path: EVIL, what: 'drop' }],
  verdicts: [{ what: EVIL, expected: 'success', found: EVIL, holds: false }],
  passed: false,
};

it('the page needs nothing but itself, and no text of a run becomes a part of it', () => {
  const page = htmlReport([RECORD]);
  expect(page).not.toMatch(/<img|<script|<link|https?:|url\(|@import|<[^>]*\son\w+=/);
  for (const hidden of ['\u0007', '\u202e']) expect(page).not.toContain(hidden);
  expect(page).toContain('&#60;img');
  expect(page).toContain(`content="default-src 'none'`);
});

it('the page shows each leg as a bar, with its result in words and its time', () => {
  const page = htmlReport([RECORD]);
  const row = /<summary class="row"><b>build \(a\).*?<\/summary>/.exec(page)?.[0] ?? '';
  expect(row).toContain('</span> failure</span><span class="time">400 ms</span>');
  expect(row).toContain('<i class="bar failure" style="left:10.00%;width:40.00%">');
  expect(page).toContain('</span> kept</span><span class="time"></span>');
  expect(page.match(/class="mark"/g)).toHaveLength(1);
  expect(page).toContain('3 jobs and legs: 1 failure, 1 kept, 1 skipped.');
});

it('the page says first what is not as expected, and what went wrong first', () => {
  const [callout = ''] = /<div class="first">[\s\S]*?<\/div>/.exec(htmlReport([RECORD])) ?? [];
  expect(callout).toContain('expected success, found');
  expect(callout).toContain('first › build (a) › ');
  expect(htmlReport([{ ...RECORD, passed: true }])).not.toContain('What went wrong first');
});

it('every element of the page is closed', () => {
  const [, body = ''] = /<body>([\s\S]*)<\/body>/.exec(htmlReport([RECORD, RECORD])) ?? [];
  const open: string[] = [];
  for (const [, close, name = ''] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    if (name === 'br') continue;
    if (close === '/') expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
});

it('several scenarios have an index, whose links lead to each of them', () => {
  const page = htmlReport([RECORD, { ...RECORD, passed: true }]);
  const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
  expect(links).toHaveLength(2);
  for (const id of links) expect(page).toContain(`<section id="${id}">`);
  expect(page).toContain('1 of 2 scenarios ended otherwise than expected');
  expect(htmlReport([RECORD])).not.toContain('<nav');
});

it('the Markdown holds the same, as tables that no text breaks', () => {
  const report = markdownReport([RECORD]);
  const tables = report.split('\n\n').filter((block) => block.startsWith('|'));
  for (const block of tables) {
    const columns = block.split('\n').map((row) => row.replaceAll('\\|', '').split('|').length);
    expect(new Set(columns).size).toBe(1);
  }
  expect(tables).toHaveLength(5);
  expect(report).toContain('| build (a) | ❌ failure | 400 ms | `···████████████···············` |');
  expect(report.replace(/^(`{3,})text\n[\s\S]*?^\1$/gm, '')).not.toContain('<img');
});

it.each([htmlReport, markdownReport])(
  '%o holds the log of each job that failed, and of no other',
  (report) => {
    const jobs = [
      job('red', 'failure'),
      job('cut', 'unfinished'),
      job('green', 'success'),
      job('kept', 'failure', { kept: true }),
      job('stepless', 'failure', { steps: [] }),
    ];
    const text = report([
      { ...RECORD, runs: RECORD.runs.map((run) => ({ ...run, result: { ...run.result, jobs } })) },
    ]);
    const titles = [...text.matchAll(/Log of first: (\w+)/g)].map(([, name]) => name);
    expect(titles).toEqual(['red', 'cut']);
  },
);

it('no line of a log ends its block of code in the Markdown', () => {
  const lines = ['```', '````', '# A heading'];
  const jobs = [job('build (a)', 'failure', { steps: [{ ...step, lines }] })];
  const [run] = RECORD.runs;
  if (run === undefined) throw new Error('There is no run.');
  const report = markdownReport([{ ...RECORD, runs: [{ ...run, result: { ...run.result, jobs } }] }]);
  expect(report).toMatch(/^`{5}text\n[\s\S]*?^# A heading\n`{5}$/m);
});

describe('what went wrong first', () => {
  const runOf = (...jobs: readonly JobRecord[]): ScenarioRecord => ({
    ...RECORD,
    runs: RECORD.runs.map((run) => ({ ...run, result: { ...run.result, jobs } })),
  });

  it('is the step that failed before all others, whatever the order of the jobs', () => {
    const late = job('late', 'failure', { steps: [{ ...step, name: 'late', endMs: 450 }] });
    const early = job('early', 'failure', { steps: [{ ...step, name: 'early', endMs: 150 }] });
    expect(firstFailure(runOf(late, early))).toMatchObject({
      run: 'first',
      job: 'early',
      step: 'early',
      atMs: 150,
    });
  });

  it('is not the killing that the scenario wanted, where anything else failed', () => {
    const [first] = runOf(job('killed', 'unfinished', { steps: [step] })).runs;
    const [second] = runOf(job('conflict', 'failure', { steps: [step] })).runs;
    if (first === undefined || second === undefined) throw new Error('There is no run.');
    const killed = { ...first, result: { ...first.result, ending: 'killed', conclusion: 'none' } } as const;
    const later = { ...second, name: 'second', startMs: 5000 };
    expect(firstFailure({ ...RECORD, runs: [killed, later] })).toMatchObject({ run: 'second' });
    expect(firstFailure({ ...RECORD, runs: [killed] })).toMatchObject({ job: 'killed' });
  });

  it('is told by its errors, else by the end of its log and what the executor says', () => {
    const said = { ...step, lines: ['1', '2', '3', '4', '5', '6'] };
    const errors = ['exit status 3', 'exit status 3'];
    expect(firstFailure(runOf(job('a', 'failure', { steps: [said], errors })))?.says).toEqual([
      ...['2', '3', '4', '5', '6'],
      'exit status 3',
    ]);
    const annotated = { ...said, annotations: [{ level: 'error', message: 'No.' }] } as const;
    expect(firstFailure(runOf(job('a', 'failure', { steps: [annotated], errors })))?.says).toEqual(['No.']);
  });

  it('is no step that the job survived, and none of a job that was kept', () => {
    const survived = { ...step, continued: true };
    expect(
      firstFailure(runOf(job('a', 'success', { steps: [survived] }), job('b', 'success', { kept: true }))),
    ).toBeUndefined();
  });

  it('is the job itself where no step failed', () => {
    const jobs = [job('a', 'failure', { steps: [], errors: ['No such action.'] })];
    expect(firstFailure(runOf(...jobs))).toEqual({
      run: 'first',
      job: 'a',
      atMs: 500,
      says: ['No such action.'],
    });
  });
});
