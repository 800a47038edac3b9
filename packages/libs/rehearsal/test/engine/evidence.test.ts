import { toolOrSkip } from '@gatehouse/toolchain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createScene,
  runWorkflow,
  type Scene,
  type Stage,
  startStage,
  type WorkflowRun,
} from '../../src/index.ts';
import { LIBRARY } from './library.ts';

const act = await toolOrSkip('act');

const planned = (strategy: string) => `on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { rows: '\${{ steps.rows.outputs.rows }}' }
    steps: [{ id: rows, run: 'echo "rows=$ROWS" >> "$GITHUB_OUTPUT"' }]
  build:
    needs: plan
    runs-on: ubuntu-latest
    strategy: { matrix: ${strategy} }
    steps: [{ run: 'echo never' }]
  publish:
    needs: build
    runs-on: ubuntu-latest
    steps: [{ run: 'echo never' }]
`;

describe.skipIf(act === undefined)('what act reports', () => {
  let scene: Scene;
  let stage: Stage;
  beforeAll(async () => {
    scene = await createScene({ repository: 'acme/widgets', files: { 'a.txt': 'a' } });
    stage = await startStage({ routes: [] });
  });
  afterAll(async () => {
    await stage.close();
    await scene.close();
  });

  const play = (workflow: string, more: Partial<WorkflowRun> = {}) =>
    runWorkflow({
      act: act ?? '',
      workflow: { kind: 'file', file: 'ci.yml' },
      workflows: { 'ci.yml': workflow },
      event: { name: 'push' },
      library: LIBRARY,
      scene,
      stage,
      runId: 7,
      ...more,
    });

  test.each([
    `{ include: '\${{ fromJSON(needs.plan.outputs.rows) }}' }`,
    `{ os: '\${{ fromJSON(needs.plan.outputs.rows) }}', arch: [a] }`,
    `'\${{ fromJSON(needs.plan.outputs.rows) }}'`,
  ])('T3: a matrix of which nothing can be made fails its job, and proves nothing: %s', async (matrix) => {
    const { ending, conclusion, jobs } = await play(planned(matrix));
    expect({ ending, conclusion }).toEqual({ ending: 'engine-failed', conclusion: 'none' });
    const [plan, build, publish] = ['plan', 'build', 'publish'].map((id) =>
      jobs.find((job) => job.id === id),
    );
    expect([plan?.result, build?.result, publish?.result]).toEqual(['success', 'failure', 'not-seen']);
    expect(build?.errors).toContainEqual(expect.stringContaining('Invalid JSON'));
  });

  test('a matrix without a leg fails its job', async () => {
    const { ending, jobs } = await play(planned(`{ os: '\${{ fromJSON(needs.plan.outputs.rows) }}' }`), {
      env: { ROWS: '[]' },
    });
    expect(ending).toBe('engine-failed');
    expect(jobs.find(({ id }) => id === 'build')).toMatchObject({
      result: 'failure',
      errors: expect.arrayContaining(['Its matrix cannot be expanded: it has no leg']),
    });
  });

  test('a vector that is an expression gives its legs', async () => {
    const matrix = `{ os: '\${{ fromJSON(needs.plan.outputs.rows) }}', quote: ["it's {1}"] }`;
    const { conclusion, jobs } = await play(planned(matrix), { env: { ROWS: '["x","y"]' } });
    expect(conclusion).toBe('success');
    expect(jobs.flatMap((job) => job.matrix ?? [])).toEqual(
      expect.arrayContaining([
        { os: 'x', quote: "it's {1}" },
        { os: 'y', quote: "it's {1}" },
      ]),
    );
  });

  test('T4: a run in which every job was skipped is told as skipped, each with its reason', async () => {
    const { ending, conclusion, jobs } = await play(`on: push
jobs:
  build: { if: "github.event_name == 'release'", runs-on: ubuntu-latest, steps: [{ run: exit 0 }] }
  after: { needs: build, runs-on: ubuntu-latest, steps: [{ run: exit 0 }] }
`);
    expect({ ending, conclusion }).toEqual({ ending: 'completed', conclusion: 'skipped' });
    expect(jobs.map(({ id, result }) => ({ id, result }))).toEqual([
      { id: 'build', result: 'skipped' },
      { id: 'after', result: 'skipped' },
    ]);
    expect(jobs[0]).toMatchObject({
      because: "its condition is false: github.event_name == 'release'",
    });
  });

  test('T6: a leg whose label only the run knows is refused when it begins', async () => {
    const workflow = planned(`'\${{ fromJSON(needs.plan.outputs.rows) }}'`).replace(
      /(build:\n.*\n {4})runs-on: ubuntu-latest/,
      `$1runs-on: \${{ matrix.os }}`,
    );
    const rows = { ROWS: '{"os":["ubuntu-latest","windows-2025"]}' };
    await expect(play(workflow, { env: rows })).rejects.toMatchObject({
      code: 'NOT_PLAYABLE',
      message: 'This machine is not what the workflow needs: the job build runs on windows-2025.',
      hint: 'To run those jobs on this machine instead, add: --runner windows-2025',
    });
  });

  test.each<[string, string, readonly string[]]>([
    ['of one label', `'\${{ needs.plan.outputs.rows }}'`, ['large']],
    ['of a part of a label', `"it's-{\${{ needs.plan.outputs.rows }}}"`, ["it's-{large}"]],
    ['in a list', `[ubuntu-latest, '\${{ needs.plan.outputs.rows }}']`, ['large']],
    [
      'with a value of the matrix',
      `'\${{ needs.plan.outputs.rows }}-\${{ matrix.os }}'`,
      ['large-x', 'large-y'],
    ],
  ])(
    'T6: a label that only the run knows is refused, or marked where it is asked for: %s',
    async (...row) => {
      const [, runsOn, labels] = row;
      const workflow = planned(`{ os: [x, y] }`).replace(
        /(build:\n.*\n {4})runs-on: ubuntu-latest/,
        (_, before) => `${before}name: \${{ matrix.os }}\n    runs-on: ${runsOn}`,
      );
      const env = { ROWS: 'large' };
      await expect(play(workflow, { env })).rejects.toMatchObject({ code: 'NOT_PLAYABLE' });
      const { conclusion, jobs } = await play(workflow, { env, runnerLabels: labels });
      expect(conclusion).toBe('success');
      const marked = jobs.filter(({ id }) => id === 'build').map(({ playedFor }) => playedFor);
      expect(marked).toHaveLength(2);
      expect(new Set(marked.flat())).toEqual(new Set(labels));
    },
  );
});
