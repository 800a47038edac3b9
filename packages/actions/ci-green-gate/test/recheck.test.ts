import { expect, it } from 'vitest';
import { aRun, NEWER } from './github.ts';
import { looks, play } from './play.ts';

const green = { runs: () => [aRun()] };
const evidence = async (more: object = {}) => JSON.stringify({ ...(await play(green)).evidence, ...more });
const recheck = async (
  world: Parameters<typeof play>[0],
  more: object = {},
  given: Record<string, string> = {},
) => play(world, { recheck: 'true', evidence: await evidence(more), ...given });

it('a recheck asks the whole question again', async () => {
  const played = await recheck(green);
  expect([played.verdict, played.evidence.changes]).toEqual(['pass', []]);
  expect(played.requests).toHaveLength(3);
});

it('a recheck fails when a run has turned red, or the head has moved', async () => {
  expect((await recheck({ runs: () => [aRun({ run_attempt: 2, conclusion: 'failure' })] })).message).toMatch(
    /^ci\.yml failed/,
  );
  const moved = await recheck({ ...green, refs: () => ({ 'heads/main': { type: 'commit', sha: NEWER } }) });
  expect(moved.message).toContain('is not the head of main');
});

it('a recheck takes evidence that writes the repository in another case', async () => {
  expect((await recheck(green, { repository: 'Octo/Widgets' })).verdict).toBe('pass');
});

it('evidence about needed jobs is none about workflows', async () => {
  const { error } = await recheck(green, { mode: 'needs' });
  expect(error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining('(mode)') });
});

it('a recheck does not wait for a run that runs again', async () => {
  const played = await recheck({
    runs: () => [aRun({ run_attempt: 2, status: 'queued', conclusion: null })],
  });
  expect([played.verdict, played.pauses]).toEqual(['fail', []]);
});

it.each([
  ['an optional workflow', '- ci.yml\n- {file: docs.yml, optional: true}', 'pass'],
  ['a required workflow', '- ci.yml\n- docs.yml', 'fail'],
])('a recheck looks once for the run that %s lacks', async (_what, workflows, verdict) => {
  const all = { runs: () => [aRun(), aRun({ id: 2, file: 'docs.yml' })] };
  const { evidence: first } = await play(all, { workflows });
  const played = await recheck(green, {}, { workflows, evidence: JSON.stringify(first) });
  expect([played.verdict, looks(played).length, played.pauses]).toEqual([verdict, 1, []]);
});

it('a recheck waits for a run that is not listed yet where it is told to', async () => {
  const played = await recheck({ runs: (now) => (now < 10_000 ? [] : [aRun()]) }, {}, { grace: '20s' });
  expect([played.verdict, played.elapsedMs]).toEqual(['pass', 15_000]);
});

it('a recheck reports another attempt that is green', async () => {
  const played = await recheck({ runs: () => [aRun({ run_attempt: 2 })] });
  expect([played.verdict, played.evidence.changes]).toEqual([
    'pass',
    ['ci.yml: run 1000, attempt 1 the first time, run 1000, attempt 2 now'],
  ]);
});

it.each([
  [{ verdict: 'fail' }, {}, /earlier evidence says fail/],
  [{ sha: NEWER }, {}, /is about the commit "b{40}"/],
  [{ repository: 'octo/gears' }, {}, /is about "octo\/gears"/],
  [{}, { workflows: '- ci.yml\n- fuzz.yml' }, /does not cover "\.github\/workflows\/fuzz\.yml" \(push\)/],
])('evidence with %j does not do for %j, and nothing is requested', async (more, given, message) => {
  const played = await recheck(green, more, given);
  expect([played.verdict, played.requests]).toEqual(['fail', []]);
  expect(played.message).toMatch(message);
});
