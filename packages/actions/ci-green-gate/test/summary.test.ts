import { expect, it } from 'vitest';
import { aRun, REPOSITORY } from './github.ts';
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
