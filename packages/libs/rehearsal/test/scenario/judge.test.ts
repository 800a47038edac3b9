import { expect, it } from 'vitest';
import type { Expectation, JobFacts, JobRecord } from '../../src/index.ts';
import { type Evidence, judge } from '../../src/scenario/judge.ts';

const step = {
  id: 'merge',
  name: 'm',
  result: 'success',
  continued: false,
  startMs: 0,
  endMs: 0,
  lines: [],
} as const;
const job = (id: string, result: JobRecord['result'], more: Partial<JobFacts> = {}): JobRecord => ({
  id,
  name: id,
  result,
  because: 'the test says so',
  startMs: 0,
  endMs: 0,
  steps: [],
  kept: false,
  ...more,
});
const jobs = [
  job('build', 'success', { matrix: { arch: 'a', n: 1 } }),
  job('build', 'failure', { matrix: { arch: 'b', n: 1 } }),
  job('write', 'success', {
    steps: [
      {
        ...step,
        outputs: { result: 'done' },
        annotations: [{ level: 'error', message: 'oh no' }],
        summary: '',
      },
    ],
  }),
];
const result = {
  runId: 1,
  attempt: 1,
  ending: 'completed',
  conclusion: 'failure',
  jobs,
  durationMs: 1,
  sha: 'x',
} as const;
const evidence: Evidence = {
  runs: [{ name: 'run', result }],
  artifactNames: ['part-1', 'part-2', 'log'],
  commits: 1,
  releases: [{ tag: 'v1.0.0', files: 3 }],
  beatenPushes: 1,
  declinedPushes: 1,
  requests: ['/sdk/a', '/sdk/b?x=1', '/other'],
  imagePlatforms: (tag) => (tag === '1.0' ? ['linux/amd64', 'linux/arm64'] : undefined),
  imageWrites: (tag) => (tag === '1.0' ? 1 : 0),
  read: async (path) => (path === 'there' ? 'some text' : undefined),
};

it.each<readonly [Expectation, boolean]>([
  [{ kind: 'conclusion', is: 'failure' }, true],
  [{ kind: 'image', tag: '1.0', platforms: ['linux/arm64', 'linux/amd64'] }, true],
  [{ kind: 'image', tag: '1.0', platforms: ['linux/arm64'] }, false],
  [{ kind: 'image', tag: '1.0', platforms: 'none' }, false],
  [{ kind: 'image', tag: '2.0', platforms: 'none' }, true],
  [{ kind: 'image', tag: '2.0', platforms: [] }, false],
  [{ kind: 'image-writes', tag: '1.0', count: 1 }, true],
  [{ kind: 'image-writes', tag: '2.0', count: 1 }, false],
  [{ kind: 'conclusion', is: 'success' }, false],
  [{ kind: 'job', job: 'build', is: 'failure' }, true],
  [{ kind: 'job', job: 'missing', is: 'skipped' }, false],
  [{ kind: 'leg', leg: { arch: 'a', n: '1' }, is: 'success' }, true],
  [{ kind: 'leg', leg: { arch: 'c' }, is: 'success' }, false],
  [{ kind: 'output', job: 'write', step: 'merge', output: 'result', is: 'done' }, true],
  [{ kind: 'output', job: 'write', step: 'merge', output: 'other', is: '' }, false],
  [{ kind: 'annotation', job: 'write', has: 'oh no' }, true],
  [{ kind: 'annotation', job: 'build', has: 'oh no' }, false],
  [{ kind: 'artifacts', prefix: 'part-', count: 2 }, true],
  [{ kind: 'commits', count: 2 }, false],
  [{ kind: 'file', path: 'there', has: 'some', lacks: 'other' }, true],
  [{ kind: 'file', path: 'there', has: 'other' }, false],
  [{ kind: 'file', path: 'there', lacks: 'text' }, false],
  [{ kind: 'file', path: 'missing', lacks: 'text' }, false],
  [{ kind: 'no-file', path: 'missing' }, true],
  [{ kind: 'no-file', path: 'there' }, false],
  [{ kind: 'release', version: '1.0.0', files: 3 }, true],
  [{ kind: 'release', version: '1.0.0', files: 'none' }, false],
  [{ kind: 'release', version: '2.0.0', files: 'none' }, true],
  [{ kind: 'release', version: '2.0.0', files: 0 }, false],
  [{ kind: 'beaten-pushes', count: 1 }, true],
  [{ kind: 'beaten-pushes', count: 0 }, false],
  [{ kind: 'declined-pushes', count: 1 }, true],
  [{ kind: 'declined-pushes', count: 2 }, false],
  [{ kind: 'requests', path: '/sdk/', count: 2 }, true],
])('%j holds: %s', async (expectation, holds) => {
  expect(await judge(expectation, evidence)).toMatchObject({ holds, what: expect.stringMatching(/./) });
});

it('an expectation of a run that was never played does not hold', async () => {
  expect(await judge({ run: 'second', kind: 'conclusion', is: 'failure' }, evidence)).toMatchObject({
    found: 'not-seen',
    holds: false,
  });
});
