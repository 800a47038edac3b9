import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeNeeds, worstOf } from '../src/needs/needs.ts';
import { play } from './play.ts';

const needs = (results: Readonly<Record<string, unknown>>) =>
  JSON.stringify(
    Object.fromEntries(Object.entries(results).map(([id, result]) => [id, { result, outputs: { x: 'y' } }])),
  );
/** Nothing is said of workflows. */
const ALONE = { workflows: '', branch: '' };
const judge = (results: Readonly<Record<string, unknown>>, given: Record<string, string> = {}) =>
  play({}, { ...ALONE, needs: needs(results), ...given });

describe('the needed jobs', () => {
  it.each([
    [{ lint: 'success', test: 'success' }, {}, 'pass', /^all 2 needed jobs passed/],
    [{ lint: 'success', test: 'failure' }, {}, 'fail', /^test: it failed$/],
    [{ lint: 'skipped' }, {}, 'fail', /^lint: it was skipped$/],
    [{ lint: 'skipped' }, { 'allowed-skips': 'lint' }, 'pass', /^all 1/],
    [{ lint: 'skipped' }, { 'allowed-failures': 'lint' }, 'fail', /^lint: it was skipped$/],
    [{ lint: 'failure' }, { 'allowed-failures': 'lint' }, 'pass', /^all 1/],
    [{ lint: 'failure' }, { 'allowed-skips': 'lint' }, 'fail', /^lint: it failed$/],
    [{ lint: 'failure' }, { 'allowed-skips': 'lint', 'allowed-failures': 'lint' }, 'pass', /^all 1/],
    [
      { lint: 'cancelled' },
      { 'allowed-skips': 'lint', 'allowed-failures': 'lint' },
      'fail',
      /^lint: it was cancelled$/,
    ],
    [{ lint: 'neutral' }, {}, 'unknown', /^lint: its result is "neutral"/],
    [{ a: 'failure', b: 'what' }, {}, 'fail', /^a: it failed; b: its result/],
  ])('%j with %j: %s', async (results, given, verdict, reason) => {
    const played = await judge(results, given);
    expect([played.verdict, played.requests]).toEqual([verdict, []]);
    expect(played.reason).toMatch(reason);
    expect(played.error === undefined).toBe(verdict === 'pass');
  });

  it('R07: a release stays a draft when any publishing job was skipped or cancelled', async () => {
    for (const result of ['skipped', 'cancelled', 'failure']) {
      const played = await judge({ 'publish-crate': 'success', 'publish-pypi': result });
      expect([played.verdict, played.error]).toMatchObject(['fail', { code: 'NOT_GREEN' }]);
    }
  });

  it.each([
    ['{}', /at least one job/],
    ['[]', /toJSON\(needs\)/],
    ['null', /toJSON\(needs\)/],
    ['success', /toJSON\(needs\)/],
    ['{"a":null}', /toJSON\(needs\)/],
    ['{"a":{"result":true}}', /toJSON\(needs\)/],
    ['{"a\\n::error::b":{"result":"failure"}}', /toJSON\(needs\)/],
  ])('cannot be read from %s, which is an input error', async (text, message) => {
    const played = await play({}, { ...ALONE, needs: text });
    expect(played.error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(message) });
  });

  it.each([
    [{ workflows: '- ci.yml' }, /found "workflows" beside "needs"/],
    [{ events: 'push, merge_group' }, /found "events" beside/],
    [{ branch: 'main' }, /found "branch" beside/],
    [{ 'ref-policy': 'none' }, /found "ref-policy" beside/],
    [{ policy: 'any-success' }, /found "policy" beside/],
    [{ 'allowed-conclusions': 'success skipped' }, /found "allowed-conclusions" beside/],
    [{ wait: 'true', deadline: '5m' }, /found "wait", "deadline" beside/],
    [{ interval: '30s', grace: '5s' }, /found "interval", "grace" beside/],
    [{ 'fail-fast': 'false' }, /found "fail-fast" beside/],
    [{ recheck: 'true', evidence: '{}' }, /found "recheck", "evidence" beside/],
  ])('are judged alone: with %j they are an input error', async (given, message) => {
    const { error } = await judge({ lint: 'success' }, given);
    expect(error).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringMatching(message) });
  });

  it('are judged beside what the runner always sets', async () => {
    const usual = { events: 'push', 'ref-policy': 'head', policy: 'latest', wait: 'false', deadline: '30m' };
    expect((await judge({ lint: 'success' }, { ...usual, ref: 'refs/heads/main' })).verdict).toBe('pass');
  });

  it('are known by their ids: an allowance for another one is an input error', async () => {
    const { error } = await judge({ lint: 'success' }, { 'allowed-skips': 'lnit' });
    expect(error).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('found allowances for "lnit", expected jobs of "needs": "lint"'),
    });
  });

  it('pass only when each succeeded or is allowed', () => {
    const job = fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      result: fc.constantFrom('success', 'failure', 'skipped', 'cancelled', 'new'),
    });
    const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c')).map((list) => new Set(list));
    fc.assert(
      fc.property(fc.array(job), ids, ids, (jobs, skips, failures) => {
        const fine = jobs.every(
          ({ id, result }) =>
            result === 'success' ||
            (result === 'skipped' && skips.has(id)) ||
            (result === 'failure' && failures.has(id)),
        );
        expect(worstOf(judgeNeeds(jobs, { skips, failures })) === 'pass').toBe(fine && jobs.length > 0);
      }),
      { seed: 3, numRuns: 500 },
    );
  });
});

it('the summary has a row for each needed job', async () => {
  const { summary } = await judge({ lint: 'success', 'build-all': 'skipped' });
  expect(summary).toContain('## Needed jobs: ❌ fail');
  expect(summary).toContain('| build-all | skipped | ❌ fail | it was skipped |');
});
