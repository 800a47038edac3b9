import { expect, it } from 'vitest';
import { htmlReport, type JobRecord, markdownReport, type ScenarioRecord } from '../../src/index.ts';

const EVIL = `<img src=x onerror="alert('1')">&|\u0007`;
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
const job = (name: string, result: JobRecord['result'], more: Partial<JobRecord> = {}): JobRecord => ({
  id: 'build',
  name,
  result,
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
  expect(page).not.toMatch(/<img|<script|<link|https?:|url\(|@import/);
  expect(page).not.toContain('\u0007');
  expect(page).toContain('&#60;img');
});

it('the page shows each leg as a bar, with what it stands for', () => {
  const page = htmlReport([RECORD]);
  expect(page).toContain('build (a): failure, 400 ms');
  expect(page).toContain('kept from an earlier attempt');
  expect(page.match(/class="artifact"/g)).toHaveLength(1);
  expect(page).toContain('1 of 1 scenarios not as expected');
});

it('every element of the page is closed', () => {
  const [, body = ''] = /<body>([\s\S]*)<\/body>/.exec(htmlReport([RECORD])) ?? [];
  const open: string[] = [];
  for (const [, close, name = '', rest = ''] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    if (close === '/') expect(open.pop()).toBe(name);
    else if (!rest.endsWith('/')) open.push(name);
  }
  expect(open).toEqual([]);
});

it('the Markdown holds the same, as tables that no text breaks', () => {
  const report = markdownReport([RECORD]);
  const rows = report.split('\n').filter((line) => line.startsWith('|'));
  const columns = rows.map((row) => row.replaceAll('\\|', '').split('|').length - 2);
  expect(new Set(columns)).toEqual(new Set([3, 4]));
  expect(report).toContain('| build (a) | failure | 400 ms |');
  expect(report).toContain('`····████████████████····················`');
  expect(report).not.toContain('<img');
});
