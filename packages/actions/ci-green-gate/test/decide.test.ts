import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../src/decide.ts';
import { type Finding, verdictOf } from '../src/finding.ts';
import type { Patience } from '../src/policy.ts';
import type { Standing } from '../src/standing.ts';
import { judgeRuns } from '../src/workflows/judge.ts';
import { matchRuns } from '../src/workflows/match.ts';
import type { Requirement } from '../src/workflows/requirement.ts';
import { byNumberDescending, type WorkflowRun } from '../src/workflows/workflow-run.ts';
import { SHA } from './github.ts';

const requirement: Requirement = {
  path: { kind: 'own', path: '.github/workflows/ci.yml' },
  events: ['push'],
  branch: 'main',
  jobs: [],
  when: 'run',
  optional: false,
};
const finding = (state: Standing['state'], optional = false): Finding => ({
  kind: 'workflow',
  requirement: { ...requirement, optional },
  standing: { state, reason: state, said: state, run: undefined },
  others: [],
  jobs: [],
  overruled: [],
});
const patience = (more: Partial<Patience> = {}): Patience => ({
  wait: true,
  deadlineMs: 1200,
  lastPollMs: 1000,
  intervalMs: 10,
  graceMs: 100,
  failFast: true,
  ...more,
});

describe('a decision', () => {
  it.each([
    [['green'], 0, {}, 'pass'],
    [['green', 'red'], 0, {}, 'fail'],
    [['green', 'unknown'], 0, {}, 'unknown'],
    [['unknown', 'red'], 0, {}, 'fail'],
    [['green', 'pending'], 0, {}, 1000],
    [['green', 'pending'], 0, { wait: false }, 'fail'],
    [['green', 'pending'], 999, {}, 1000],
    [['green', 'pending'], 1000, {}, 'fail'],
    [['pending', 'red'], 0, {}, 'fail'],
    [['pending', 'red'], 0, { failFast: false }, 1000],
    [['pending', 'unknown'], 0, {}, 'unknown'],
    [['pending', 'unknown'], 1000, { failFast: false }, 'unknown'],
    [['absent'], 99, {}, 100],
    [['absent'], 99, { wait: false }, 100],
    [['absent'], 100, {}, 'fail'],
    [['absent', 'pending'], 0, {}, 100],
    [['absent', 'pending'], 0, { wait: false }, 'fail'],
    [['absent', 'red'], 0, {}, 'fail'],
    [['absent'], 0, { graceMs: 0 }, 'fail'],
  ] as const)('on %j after %i ms with %j: %s', (states, elapsedMs, more, expected) => {
    const decision = decide(
      states.map((state) => finding(state)),
      patience(more),
      elapsedMs,
    );
    expect(decision.kind === 'wait' ? decision.untilMs : decision.verdict).toBe(expected);
  });

  it('H4: waits for an optional workflow without a run only while something required is open', () => {
    const optional = finding('absent', true);
    const settled = (...found: readonly Finding[]) => decide(found, patience(), 99);
    expect(settled(optional, finding('green'))).toEqual({ kind: 'settled', verdict: 'pass' });
    expect(settled(optional, finding('pending'))).toEqual({ kind: 'wait', untilMs: 100 });
    expect(settled(optional, finding('absent'))).toEqual({ kind: 'wait', untilMs: 100 });
    expect(settled(finding('red', true), finding('green'))).toEqual({ kind: 'settled', verdict: 'fail' });
  });

  it('is no pass when no run proves anything, however optional all workflows are', () => {
    const found = [finding('absent', true), finding('absent', true)];
    expect(decide(found, patience(), 99)).toEqual({ kind: 'wait', untilMs: 100 });
    expect(decide(found, patience(), 100)).toEqual({ kind: 'settled', verdict: 'fail' });
  });

  it('passes exactly when nothing stands against it, is never late, and does not care for order', () => {
    const states = fc.constantFrom('green', 'pending', 'red', 'unknown', 'absent');
    const findings = fc.array(
      fc.tuple(states, fc.boolean()).map(([state, optional]) => finding(state, optional)),
      { minLength: 1 },
    );
    const terms = fc.record({ wait: fc.boolean(), failFast: fc.boolean(), graceMs: fc.nat(1000) });
    fc.assert(
      fc.property(findings, terms, fc.nat(1200), (found, more, elapsedMs) => {
        const decision = decide(found, patience(more), elapsedMs);
        expect(decide(found.toReversed(), patience(more), elapsedMs)).toEqual(decision);
        if (decision.kind === 'wait') {
          expect(decision.untilMs).toBeGreaterThan(elapsedMs);
          expect(decision.untilMs).toBeLessThanOrEqual(1000);
          return;
        }
        if (decision.verdict === 'pass')
          expect(found.map(({ standing }) => standing.state)).toContain('green');
        if (found.some((one) => verdictOf(one) !== 'pass')) expect(decision.verdict).not.toBe('pass');
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});

describe('the choice of runs', () => {
  const run = fc.record<WorkflowRun>({
    id: fc.integer({ min: 1, max: 20_000_000_000 }),
    number: fc.nat(20),
    attempt: fc.integer({ min: 1, max: 3 }),
    workflowId: fc.constant(7),
    path: fc.constantFrom(
      '.github/workflows/ci.yml',
      '.github/workflows/ci.yml@main',
      '.github/workflows/ci.yml@x.yml',
      '.github/workflows/other.yml',
      'x/y/.github/workflows/ci.yml@main',
    ),
    event: fc.constantFrom('push', 'pull_request', 'schedule', 'merge_group'),
    branch: fc.constantFrom('main', 'topic', 'gh-readonly-queue/main/pr-1-x', null),
    sha: fc.constantFrom(SHA, 'b'.repeat(40), SHA.slice(0, 7)),
    headRepository: fc.constantFrom('octo/widgets', 'mallory/widgets', null),
    origin: fc.constantFrom('own', 'foreign'),
    status: fc.constantFrom('completed', 'completed', 'queued', 'odd', null),
    conclusion: fc.constantFrom('success', 'failure', 'cancelled', 'odd', null),
    createdAt: fc.constant(''),
    updatedAt: fc.constant(''),
  });
  const subject = { repository: 'octo/widgets', sha: SHA, ownRunId: 5 };
  const allowed = new Set(['success']);
  const runs = fc.uniqueArray(run, { selector: ({ id }) => id });

  it('takes only what fits in every field', () => {
    fc.assert(
      fc.property(runs, (listed) => {
        for (const one of matchRuns(listed, requirement, subject).counting) {
          expect(one).toMatchObject({
            path: expect.stringMatching(/^\.github\/workflows\/ci\.yml(?:@main)?$/),
            event: 'push',
            branch: 'main',
            sha: SHA,
            origin: 'own',
          });
          expect(one.id).not.toBe(5);
        }
      }),
      { seed: 13, numRuns: 1000 },
    );
  });

  it('judges the same in any order, and green only a completed success', () => {
    fc.assert(
      fc.property(runs, fc.constantFrom('latest', 'any-success'), (listed, policy) => {
        const judge = (list: readonly WorkflowRun[]) =>
          judgeRuns(list.toSorted(byNumberDescending), policy, allowed);
        const standings = judge(listed);
        expect(judge(listed.toReversed())).toEqual(standings);
        expect(standings[0].state === 'absent').toBe(listed.length === 0);
        for (const { run } of standings.filter(({ state }) => state === 'green'))
          expect(run).toMatchObject({ status: 'completed', conclusion: 'success' });
      }),
      { seed: 17, numRuns: 1000 },
    );
  });
});
