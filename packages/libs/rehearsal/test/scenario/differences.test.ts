import { expect, test } from 'vitest';
import { htmlReport, markdownReport, playedText, type ScenarioRecord } from '../../src/index.ts';
import { job } from './records.ts';

const EVIL = '<img src=x onerror=alert(1)> \u001b[31m\n::error::gotcha';
const call = { program: 'sudo', args: ['touch', 'a file'], job: 'build', step: '2' };
const record = (more: Partial<ScenarioRecord> = {}): ScenarioRecord => ({
  name: 'all-green',
  title: 'All is green.',
  startedAt: '2026-01-01T00:00:00.000Z',
  durationMs: 10,
  repository: 'acme/widgets',
  branch: 'main',
  runs: [
    {
      name: 'run',
      startMs: 0,
      result: {
        ...{ runId: 7, attempt: 1, ending: 'completed', conclusion: 'success', durationMs: 9, sha: 'f00' },
        jobs: [job('build', 'success', { playedFor: ['windows-2025', EVIL] }), job('check', 'success')],
        standInCalls: [call, call, { ...call, args: [EVIL] }],
      },
    },
  ],
  artifacts: [],
  commits: [],
  requests: 0,
  oddRequests: [],
  verdicts: [{ what: 'the run', expected: 'success', found: 'success', holds: true }],
  passed: true,
  replacements: [
    { place: 'ci.yml:9', name: 'policy', from: 'allow-missing', to: 'require-all' },
    { place: 'ci.yml:4', name: 'exclude', from: undefined, to: '' },
  ],
  ...more,
});
const reports = (one: ScenarioRecord) => [
  { kind: 'terminal', text: playedText(one, (_, text) => text) },
  { kind: 'Markdown', text: markdownReport([one]).replaceAll('\\', '') },
  { kind: 'HTML', text: htmlReport([one]) },
];

test.each(reports(record()))(
  'T5, T6, T8: the $kind report tells what was not as on GitHub',
  ({ kind, text }) => {
    for (const line of [
      'Inputs that the scenario replaced',
      'policy: allow-missing -> require-all (ci.yml:9)',
      'exclude: not set -> empty (ci.yml:4)',
      'Played on this machine instead',
      'build: wanted windows-2025 and ',
      'build [here, not on windows-2025',
      'Recorded by stand-ins, not run',
      'build › step 2: sudo touch a file (2 times)',
    ]) {
      expect(text.replaceAll('&#62;', '>')).toContain(line);
    }
    expect(text).not.toMatch(/^::error/m);
    if (kind !== 'terminal') expect(text).not.toContain('<img');
  },
);

test.each(
  reports(
    record({
      replacements: [],
      runs: record().runs.map(({ result, ...run }) => ({
        ...run,
        result: { ...result, jobs: [job('build', 'success')], standInCalls: [] },
      })),
    }),
  ),
)('the $kind report has no heading for what was as on GitHub', ({ text }) => {
  expect(text).not.toMatch(/replaced|instead|stand-ins/);
});
