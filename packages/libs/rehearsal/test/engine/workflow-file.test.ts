import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { CALLER_FILE, callerOf } from '../../src/engine/caller.ts';
import type { JobFacts, JobRecord } from '../../src/engine/record.ts';
import { rerunFailed } from '../../src/engine/rerun.ts';
import { readWorkflow } from '../../src/engine/workflow-file.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';

describe('a workflow file', () => {
  it('is read for what it calls and uses', () => {
    const file = readWorkflow(
      'release.yml',
      `name: Release\njobs:\n  one:\n    uses: ./.github/workflows/two.yml\n  two:\n    needs: one\n    steps:\n      - uses: octo/tools/sub/action@${SHA}\n      - uses: ./mine\n      - run: echo\n`,
    );
    expect(file.jobs).toEqual([
      { id: 'one', name: 'one', calls: 'two.yml', needs: [], hasMatrix: false },
      { id: 'two', name: 'two', needs: ['one'], hasMatrix: false },
    ]);
    expect(file.uses).toEqual([
      { repository: 'octo/tools', action: 'octo/tools/sub/action', ref: SHA, place: 'release.yml:8' },
    ]);
  });

  it.each([
    ['that is no YAML', 'jobs: [', /release\.yml is no YAML/],
    ['without jobs', 'name: x', /has no jobs/],
    [
      'with our own short form',
      'jobs: { a: { steps: [{ uses: $/part }] } }',
      /release\.yml:1 uses "\$\/part"/,
    ],
    ['with an image', 'jobs: { a: { steps: [{ uses: docker://x }] } }', /uses "docker:\/\/x"/],
    ['that calls elsewhere', 'jobs: { a: { uses: o/r/.github/workflows/x.yml@v1 } }', /release\.yml:1 calls/],
  ])('%s is refused', (_what, text, message) => {
    expect(() => readWorkflow('release.yml', text)).toThrow(message);
  });
});

it('the caller hands on the inputs, and those secrets that are declared', () => {
  const callee = readWorkflow(
    'publish.yml',
    'on: { workflow_call: { secrets: { token: {}, other: {} } } }\njobs: { a: { steps: [] } }\n',
  );
  const text = callerOf(callee, { name: 'push' }, { loud: true, count: 3 }, ['token', 'unasked']);
  expect(CALLER_FILE).toMatch(/\.yml$/);
  expect(parse(text)).toEqual({
    name: 'Rehearsal',
    on: ['push'],
    jobs: {
      call: {
        uses: './.github/workflows/publish.yml',
        with: { loud: true, count: 3 },
        secrets: { token: '${' + '{ secrets.token }}' },
      },
    },
  });
});

describe('a second attempt', () => {
  const job = (id: string, result: JobRecord['result'], more: Partial<JobFacts> = {}): JobRecord => ({
    id,
    name: id,
    result,
    because: 'the test says so',
    startMs: 1,
    endMs: 2,
    steps: [],
    kept: false,
    ...more,
  });
  const step = { id: 's', name: 's', result: 'success', continued: false, startMs: 0, endMs: 0 } as const;
  const handing = (x: string) => [{ ...step, lines: [], outputs: { x }, annotations: [], summary: '' }];
  const FILE = readWorkflow(
    'x.yml',
    `jobs:
  plan: { runs-on: a, outputs: { x: '\${{ steps.s.outputs.x }}' }, steps: [{ id: s, run: y }] }
  build: { needs: plan, runs-on: a, strategy: { matrix: { n: [1, 2] } }, steps: [{ run: z }] }
  merge: { needs: build, if: always(), runs-on: a, steps: [{ run: m }] }
  other: { needs: plan, runs-on: '\${{ matrix.n }}', strategy: { matrix: { n: [1] } }, steps: [{ run: o }] }
  none: { needs: plan, if: false, runs-on: a, steps: [{ run: n }] }
`,
  );
  const previous = [
    job('plan', 'success', { steps: handing('{"a":1} ${' + '{ x }}') }),
    job('build', 'success', { matrix: { n: 1 } }),
    job('build', 'failure', { matrix: { n: 2 } }),
    job('merge', 'success'),
    job('other', 'success', { matrix: { n: 1 } }),
    job('none', 'skipped'),
  ];

  it('keeps what succeeded, and runs the failed leg and all that needs it', () => {
    const { text, kept } = rerunFailed(FILE, previous);
    const { jobs } = parse(text);
    expect(jobs.build.strategy.matrix).toEqual({ include: [{ n: 2 }] });
    expect(jobs.merge.steps).toEqual([{ run: 'm' }]);
    expect(jobs.none.steps).toEqual([{ run: 'n' }]);
    expect(jobs.plan.steps).toEqual([{ run: expect.stringContaining('earlier attempt') }]);
    expect([jobs.other['runs-on'], jobs.other.strategy]).toEqual(['ubuntu-latest', undefined]);
    expect(kept.map(({ id, matrix, kept }) => [id, matrix, kept])).toEqual([
      ['plan', undefined, true],
      ['build', { n: 1 }, true],
      ['other', { n: 1 }, true],
    ]);
  });

  it('hands an output on that looks like an expression, and it stays a text', () => {
    const { jobs } = parse(rerunFailed(FILE, previous).text);
    expect(jobs.plan.outputs.x).toBe(`{"a":1} \${{ '$' }}{{ x }}`);
  });

  it('refuses an output that it cannot know', () => {
    const file = readWorkflow(
      'x.yml',
      `jobs: { a: { outputs: { x: '\${{ github.sha }}' }, steps: [] }, b: { steps: [] } }`,
    );
    expect(() => rerunFailed(file, [job('a', 'success'), job('b', 'failure')])).toThrow(/github\.sha/);
  });

  it('of a run that was killed runs what had not ended, and what was never reached', () => {
    const file = readWorkflow('x.yml', 'jobs: { a: { steps: [] }, b: { steps: [] }, c: { steps: [] } }');
    const { kept } = rerunFailed(file, [job('a', 'success'), job('b', 'unfinished'), job('c', 'not-seen')]);
    expect(kept.map(({ id }) => id)).toEqual(['a']);
  });
});
