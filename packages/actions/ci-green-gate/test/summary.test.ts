import { expect, it } from 'vitest';
import { aRun, NEWER, REPOSITORY } from './github.ts';
import { play } from './play.ts';

it('the summary links every run, also one that does not count', async () => {
  const runs = [
    aRun({ id: 1, run_number: 41, run_attempt: 2 }),
    aRun({ id: 2, run_number: 7, file: 'fuzz.yml', conclusion: 'failure' }),
    aRun({ id: 3, run_number: 5, file: 'docs.yml', event: 'pull_request' }),
  ];
  const { summary } = await play(
    { runs: () => runs },
    { workflows: '- ci.yml\n- fuzz.yml\n- docs.yml', 'fail-fast': 'false' },
  );
  const link = (text: string, path: string) =>
    `[${text}](https://github.com/${REPOSITORY}/actions/runs/${path})`;
  expect(summary).toContain('## CI of aaaaaaaaaaaa: ❌ fail');
  expect(summary).toContain(
    `| ci.yml | ✅ pass | ${link('#41, attempt 2', '1/attempts/2')} | push | main | success |`,
  );
  expect(summary).toContain(
    `| fuzz.yml | ❌ fail | ${link('#7, attempt 1', '2/attempts/1')} | push | main | failure | failed |`,
  );
  expect(summary).toContain(
    `| docs.yml | ❌ fail | ${link('#5, attempt 1', '3/attempts/1')}, does not count | pull\\_request |`,
  );
});

it('what GitHub says cannot leave its cell', async () => {
  const { summary } = await play({
    runs: () => [aRun({ head_branch: '](https://evil.example) | <b>\n::error::' })],
  });
  expect(summary).not.toMatch(/(?<!\\)\]\(https:..evil|<b>|^::/m);
});

const PATHS = 'on: {push: {paths: [src/**]}}';
const JOB = { run_attempt: 1, status: 'completed' };
const HOSTILE = 'x\n::error::y ##[error]z';

it.each([
  ['a run on a branch', { runs: () => [aRun({ head_branch: HOSTILE })] }],
  ['a run of an event', { runs: () => [aRun({ event: HOSTILE })] }],
  ['a run of a repository', { runs: () => [aRun({ head_repository: { full_name: HOSTILE } })] }],
  ['a status', { runs: () => [aRun({ status: HOSTILE })] }],
  ['a conclusion', { runs: () => [aRun({ conclusion: HOSTILE })] }],
  [
    'the commit of a newer run',
    { runs: () => [aRun({ run_number: 11, head_sha: HOSTILE }), aRun({ conclusion: 'cancelled' })] },
  ],
  ['a commit', { commit: { sha: HOSTILE, commit: { message: `[skip ci]${HOSTILE}` } } }],
  ['a changed file', { files: { 'ci.yml': PATHS }, commit: { files: [{ filename: HOSTILE }] } }],
  ['a file', { files: { [HOSTILE]: '' } }],
  ['an event in a file', { files: { 'ci.yml': JSON.stringify({ on: [HOSTILE] }) } }],
  ['a filter', { files: { 'ci.yml': JSON.stringify({ on: { push: { branches: [HOSTILE] } } }) } }],
  ['the state of a workflow', { workflows: [{ path: '.github/workflows/ci.yml', state: HOSTILE }] }],
  ['a comparison', { refs: () => ({ 'heads/main': { type: 'commit', sha: NEWER } }), comparison: HOSTILE }],
  [
    'a job',
    { runs: () => [aRun()], jobs: { 1000: [{ ...JOB, name: `test (${HOSTILE}`, conclusion: HOSTILE }] } },
  ],
] as const)('%s of GitHub’s answer cannot be a command to the runner', async (_what, world) => {
  const given = { workflows: '- {file: ci.yml, jobs: [test]}', 'ref-policy': 'ancestor' };
  const { log, message } = await play(world, given);
  expect([message, ...log].join('\n')).not.toMatch(/^::|##\[/m);
});

it('neither log nor outputs hold the token', async () => {
  const token = 'ghs_abcdefghijklmnop';
  const faults = [
    {
      kind: 'status' as const,
      status: 403,
      body: JSON.stringify({ message: token }),
      on: { path: `/repos/${REPOSITORY}/actions/runs` },
    },
  ];
  const { log, summary, evidence, reason, message } = await play({}, { token }, { faults });
  expect(reason).toContain('may not use workflow runs');
  expect(JSON.stringify([log, summary, evidence, reason, message])).not.toContain(token);
});
