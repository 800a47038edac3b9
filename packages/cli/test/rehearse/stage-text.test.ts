import { VERSION_SCENARIOS } from '@gatehouse/rehearsal';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { stageText } from '../../src/rehearse/stage-text.ts';
import { type Steering, steer } from '../../src/rehearse/steering.ts';
import { type Library, loadStageLibrary } from '../../src/rehearse/subject.ts';
import { versionsSteered } from '../../src/rehearse/versions.ts';

const SLUG = 'gatehouse-actions/gatehouse';
const COMMIT = 'a1'.repeat(20);

let library: Library;
beforeAll(async () => {
  library = await loadStageLibrary();
});

const staged = (text: string, steering?: Steering, taken: readonly string[] = []) => {
  const result = stageText(text, { library, taken: new Set(taken), steering });
  return { workflow: parse(result.text), calls: [...result.calls.keys()] };
};

const CALLER = `
on: push
concurrency: { group: a, queue: max }
jobs:
  release:
    uses: ${SLUG}/.github/workflows/version-manifests.yml@${COMMIT} # v1.2.3
    with: { arches: x86_64, author-name: Me }
  own:
    concurrency: { group: b, queue: max }
    uses: $/.github/workflows/own.yml
  deploy:
    environment: \${{ case(github.ref == 'x', 'prod', 'dev') }}
    runs-on: ubuntu-latest
    steps: [{ run: echo }]
`;

test('calls of the library and of the own repository become files that lie beside it', () => {
  const { workflow, calls } = staged(CALLER);
  expect(workflow.jobs.release.uses).toBe('./.github/workflows/version-manifests.yml');
  expect(workflow.jobs.own.uses).toBe('./.github/workflows/own.yml');
  expect(calls).toEqual(['version-manifests.yml']);
});

test('a file of the same name in the repository keeps its name', () => {
  const { workflow, calls } = staged(CALLER, undefined, ['version-manifests.yml']);
  expect(workflow.jobs.release.uses).toBe('./.github/workflows/gatehouse-version-manifests.yml');
  expect(calls).toEqual(['gatehouse-version-manifests.yml']);
});

test('what act does not know is said in words that it knows', () => {
  const { workflow } = staged(CALLER);
  expect([workflow.concurrency, workflow.jobs.own.concurrency]).toEqual([{ group: 'a' }, { group: 'b' }]);
  expect(workflow.jobs.deploy.environment).toBe(
    `\${{ fromJSON((github.ref == 'x') && toJSON('prod') || toJSON('dev')) }}`,
  );
});

describe('with the inputs of a scenario', () => {
  const steering = () => {
    const [scenario] = VERSION_SCENARIOS;
    if (scenario === undefined) throw new Error('There is no scenario.');
    return steer(versionsSteered(scenario), library);
  };

  test('a call reads them from the event of the run, in their types, and keeps the others', () => {
    const { workflow } = staged(CALLER, steering());
    expect(workflow.jobs.release.with).toMatchObject({
      arches: `\${{ github.event.inputs['arches'] }}`,
      'dry-run': `\${{ fromJSON(github.event.inputs['dry-run']) }}`,
      'author-name': 'Me',
    });
    expect(workflow.jobs.own.with).toBeUndefined();
  });

  test('so do the steps of jobs that are written out', () => {
    const { workflow } = staged(
      `
on: push
jobs:
  plan:
    steps:
      - uses: ${SLUG}/select-versions@${COMMIT}
        with: { arches: x86_64, published: mine.json }
      - uses: other/select-versions@v1
        with: { arches: x86_64 }
  build:
    steps: [{ run: make, env: { BUILD_SCRIPT: build.sh, VERSION: '1' } }]
  update-manifests:
    steps:
      - uses: ${SLUG}/manifest-merge@${COMMIT}
        with: { branch: main }
`,
      steering(),
    );
    const { plan, build, 'update-manifests': update } = workflow.jobs;
    expect(plan.steps[0].with).toMatchObject({
      arches: `\${{ github.event.inputs['arches'] }}`,
      published: 'mine.json',
    });
    expect(plan.steps[1].with).toEqual({ arches: 'x86_64' });
    expect(build.steps[0].env).toEqual({
      BUILD_SCRIPT: `\${{ github.event.inputs['build-script'] }}`,
      VERSION: '1',
    });
    expect(update.steps[0].with).toMatchObject({
      branch: 'main',
      'upstream-manifest': `\${{ github.event.inputs['merge-upstream'] }}`,
    });
  });
});
