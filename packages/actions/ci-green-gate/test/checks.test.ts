import { describe, expect, it } from 'vitest';
import { aCheck, aRun, aStatus, listing, NEWER, type World } from './github.ts';
import { play } from './play.ts';

const CHECK = { workflows: '', checks: '- {name: build, app: acme-ci}' };
const STATUS = { workflows: '', statuses: '- {context: ci/acme, creator: acme-bot}' };
const world = (more: Partial<World>): World => more;
const checked = (...checks: readonly ReturnType<typeof aCheck>[]) => world({ checks: () => checks });
const reported = (...statuses: readonly ReturnType<typeof aStatus>[]) => world({ statuses: () => statuses });

describe('H9: a required check', () => {
  it('passes by its name and its app, by slug or by id', async () => {
    const played = await play(checked(aCheck()), CHECK);
    expect(played).toMatchObject({
      verdict: 'pass',
      evidence: { checks: [{ name: 'build', app: 'acme-ci', state: 'green', ids: [500] }] },
    });
    expect(played.reason).toContain('is green in one check');
    const byId = { ...CHECK, checks: '- {name: build, app: 77}' };
    expect(await play(checked(aCheck()), byId)).toMatchObject({ verdict: 'pass' });
  });

  it.each([
    ['another app', { app: { id: 78, slug: 'mallory-ci' } }],
    ['no app', { app: null }],
    ['an app without a slug', { app: { id: 77 } }],
    ['another name', { name: 'Build' }],
    ['another commit', { head_sha: NEWER }],
  ])('is not passed by one of %s', async (_what, more) => {
    const played = await play(checked(aCheck(more)), CHECK);
    expect(played).toMatchObject({
      verdict: 'fail',
      evidence: { checks: [{ state: 'absent', reason: 'no-check' }] },
    });
  });

  it.each([
    'failure',
    'cancelled',
    'timed_out',
    'action_required',
    'stale',
    'neutral',
    'skipped',
    'startup_failure',
  ])('%s is no pass', async (conclusion) => {
    expect(await play(checked(aCheck({ conclusion })), CHECK)).toMatchObject({ verdict: 'fail' });
  });

  it('neutral and skipped pass where they are allowed', async () => {
    const allowed = { ...CHECK, 'allowed-conclusions': 'success neutral skipped' };
    for (const conclusion of ['neutral', 'skipped']) {
      expect(await play(checked(aCheck({ conclusion })), allowed)).toMatchObject({ verdict: 'pass' });
    }
  });

  it('what has not ended, or is a word that is not known, does not pass', async () => {
    const verdict = async (more: Record<string, unknown>) =>
      (await play(checked(aCheck(more)), CHECK)).verdict;
    expect(await verdict({ status: 'in_progress', conclusion: null })).toBe('fail');
    expect(await verdict({ status: 'in_progress' })).toBe('fail');
    expect(await verdict({ status: 'odd' })).toBe('unknown');
    expect(await verdict({ conclusion: 'odd' })).toBe('unknown');
    expect(await verdict({ conclusion: null })).toBe('unknown');
  });

  it('run again in its suite, the newest report decides, in any order', async () => {
    const red = aCheck({ id: 499, conclusion: 'failure' });
    expect(await play(checked(red, aCheck()), CHECK)).toMatchObject({ verdict: 'pass' });
    const later = aCheck({ id: 501, conclusion: 'failure' });
    expect(await play(checked(later, aCheck()), CHECK)).toMatchObject({ verdict: 'fail' });
    expect(await play(checked(aCheck(), later), CHECK)).toMatchObject({ verdict: 'fail' });
  });

  it('a green report does not hide a red one of another suite', async () => {
    const red = aCheck({ id: 499, conclusion: 'failure', check_suite: { id: 8 } });
    expect(await play(checked(aCheck(), red), CHECK)).toMatchObject({ verdict: 'fail' });
    const open = aCheck({ id: 499, status: 'queued', conclusion: null, check_suite: { id: 8 } });
    expect(await play(checked(aCheck(), open), CHECK)).toMatchObject({ verdict: 'fail' });
  });

  it('reports of other apps neither help nor hide', async () => {
    const other = aCheck({ id: 999, conclusion: 'failure', app: { id: 78, slug: 'mallory-ci' } });
    expect(await play(checked(aCheck(), other), CHECK)).toMatchObject({
      verdict: 'pass',
      evidence: { checks: [{ others_count: 1 }] },
    });
  });

  it('T2: more suites than GitHub lists, or more checks, are unknown', async () => {
    expect(await play(world({ checks: () => [aCheck()], suites: 1001 }), CHECK)).toMatchObject({
      verdict: 'unknown',
    });
    const many = Array.from({ length: 1100 }, (_, id) => aCheck({ id, check_suite: { id } }));
    expect(await play(checked(...many), CHECK)).toMatchObject({ verdict: 'unknown' });
  });

  it('is waited for, and an optional one may be missing next to something green', async () => {
    const late = world({ checks: (now) => (now < 20_000 ? [] : [aCheck()]) });
    expect(await play(late, CHECK)).toMatchObject({ verdict: 'pass', elapsedMs: 30_000 });
    const optional = { checks: '- {name: build, app: acme-ci, optional: true}' };
    expect(await play(listing(aRun()), optional)).toMatchObject({ verdict: 'pass' });
    expect(await play({}, { ...CHECK, ...optional })).toMatchObject({ verdict: 'fail' });
  });
});

describe('H9: a required status', () => {
  it('passes by its context and its creator, in any case', async () => {
    expect(await play(reported(aStatus({ creator: { login: 'Acme-Bot' } })), STATUS)).toMatchObject({
      verdict: 'pass',
      evidence: { statuses: [{ context: 'ci/acme', creator: 'acme-bot', state: 'green', id: 600 }] },
    });
  });

  it.each([
    ['another creator', { creator: { login: 'mallory' } }],
    ['nobody who is left', { creator: null }],
    ['another context', { context: 'ci/acme2' }],
  ])('is not passed by one of %s', async (_what, more) => {
    expect(await play(reported(aStatus(more)), STATUS)).toMatchObject({
      verdict: 'fail',
      evidence: { statuses: [{ state: 'absent' }] },
    });
  });

  it('the newest report of its creator decides', async () => {
    const red = aStatus({ id: 601, state: 'failure' });
    expect(await play(reported(red, aStatus()), STATUS)).toMatchObject({ verdict: 'fail' });
    expect(await play(reported(aStatus(), red), STATUS)).toMatchObject({ verdict: 'fail' });
    const green = aStatus({ id: 602 });
    expect(await play(reported(green, red, aStatus()), STATUS)).toMatchObject({ verdict: 'pass' });
  });

  it('a newer report of somebody else neither hides nor helps', async () => {
    const forged = (state: string) => aStatus({ id: 700, state, creator: { login: 'mallory' } });
    const red = aStatus({ state: 'failure' });
    expect(await play(reported(forged('success'), red), STATUS)).toMatchObject({ verdict: 'fail' });
    expect(await play(reported(forged('failure'), aStatus()), STATUS)).toMatchObject({
      verdict: 'pass',
      evidence: { statuses: [{ others_count: 1 }] },
    });
  });

  it.each([
    ['pending', 'fail'],
    ['error', 'fail'],
    ['odd', 'unknown'],
  ])('%s is no pass', async (state, verdict) => {
    expect(await play(reported(aStatus({ state })), STATUS)).toMatchObject({ verdict });
  });

  it('T2: more reports than are listed are unknown', async () => {
    const many = Array.from({ length: 1001 }, (_, id) => aStatus({ id: id + 1000, context: 'other' }));
    expect(await play(reported(...many, aStatus()), STATUS)).toMatchObject({ verdict: 'unknown' });
  });

  it('H9: a recheck compares checks and statuses, and is told of new reports', async () => {
    const given = { ...CHECK, statuses: STATUS.statuses };
    const before = { checks: () => [aCheck()], statuses: () => [aStatus()] };
    const { evidence } = await play(before, given);
    const again = { ...given, recheck: 'true', evidence: JSON.stringify(evidence) };
    expect(await play(before, again)).toMatchObject({ verdict: 'pass', evidence: { changes: [] } });
    const after = { ...before, checks: () => [aCheck({ id: 501 })] };
    const changed = await play(after, again);
    expect(changed).toMatchObject({ verdict: 'pass' });
    expect(changed.evidence.changes).toEqual([
      'the check "build" of "acme-ci": report 500 the first time, report 501 now',
    ]);
    const more = { ...again, statuses: '- {context: ci/other, creator: acme-bot}' };
    expect((await play(before, more)).message).toContain('does not cover the status "ci/other"');
  });
});
