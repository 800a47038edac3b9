import { readOwnActions } from '@gatehouse/workflow-kit';
import { describe, expect, test } from 'vitest';
import { parsed, pins, rendered, SOURCES, sourceOf, textOf, type YamlJob } from './sources.ts';

const texts = await Promise.all(
  SOURCES.flatMap((path) =>
    (['github.com', 'ghes'] as const).map(
      async (target) => [`${path} on ${target}`, rendered(await sourceOf(path), target)] as const,
    ),
  ),
);

describe.each(texts)('%s', (_, text) => {
  const workflow = parsed(text);
  const jobs = Object.entries(workflow.jobs);
  const steps = jobs.flatMap(([, job]) => job.steps);

  test('nothing is allowed but what a job asks for itself', () => {
    expect(workflow.permissions).toEqual({});
    expect(jobs.filter(([, job]) => job.permissions === undefined)).toEqual([]);
  });

  test('every job ends by itself', () => {
    expect(jobs.filter(([, job]) => job['timeout-minutes'] === undefined)).toEqual([]);
  });

  test('no leg ends another', () => {
    for (const [, { strategy }] of jobs) if (strategy) expect(strategy['fail-fast']).toBe(false);
  });

  test('no expression stands in a script', () => {
    const scripts = steps.flatMap((step) => [step.run, step.with?.run].filter((one) => one !== undefined));
    expect(scripts.filter((script) => String(script).includes('${{'))).toEqual([]);
  });

  test('no checkout leaves a token behind', () => {
    const checkouts = steps.filter((step) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter((step) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  test('every action is this repository’s own, or pinned to the commit of the catalogue with its version', () => {
    const known = [...pins.values()].map(({ action, commit, version }) => `${action}@${commit} # ${version}`);
    const used = [...text.matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, one]) => one ?? '');
    const foreign = used.filter((one) => !/^(\$\/[\w-]+|acme\/tools\/[\w-]+@a{40} # v1\.2\.3)$/.test(one));
    expect(foreign.filter((one) => !known.includes(one))).toEqual([]);
    expect(used.length).toBeGreaterThan(0);
  });
});

const { jobs, on } = parsed(rendered(await sourceOf('version-manifests.ts')));
const at = (id: string): YamlJob => jobs[id] ?? { steps: [] };

test('two jobs may write, and each of them waits for what it writes', () => {
  const writers = Object.entries(jobs).filter(([, { permissions }]) => permissions?.contents === 'write');
  expect(writers.map(([id, { concurrency }]) => [id, concurrency])).toEqual([
    [
      'release-assets',
      {
        group: `gatehouse/release/\${{ inputs.tag-prefix }}\${{ matrix.version }}`,
        'cancel-in-progress': false,
        queue: 'max',
      },
    ],
    [
      'update-manifests',
      {
        group: `gatehouse/branch/\${{ inputs.branch || github.ref_name }}/versions-manifest`,
        'cancel-in-progress': false,
        queue: 'max',
      },
    ],
  ]);
});

test('whoever writes the manifests waits in the same queue, whatever its workflow', async () => {
  const other = parsed(rendered(await sourceOf('merge-manifests.ts')));
  expect(at('update-manifests').concurrency).toEqual(other.jobs['update-manifests']?.concurrency);
});

test('the other jobs read, and the verdict may do nothing', () => {
  const rights = Object.entries(jobs).map(([id, { permissions }]) => [id, permissions]);
  expect(Object.fromEntries(rights)).toEqual({
    plan: { contents: 'read' },
    build: { contents: 'read' },
    'check-parts': { contents: 'read' },
    'release-assets': { contents: 'write' },
    'update-manifests': { contents: 'write' },
    verdict: {},
  });
});

test('no secret gets near the plan, the legs and the check', () => {
  for (const id of ['plan', 'build', 'check-parts']) {
    expect(JSON.stringify(at(id))).not.toMatch(/secrets|github\.token/);
  }
});

test('the caller decides on the legs', () => {
  expect(at('build')['runs-on']).toBe(`\${{ matrix.runner }}`);
  expect(at('build')['timeout-minutes']).toBe(`\${{ inputs.leg-minutes }}`);
  expect(at('build').strategy).toMatchObject({ 'max-parallel': `\${{ inputs.max-parallel }}` });
});

test('a leg leaves its part last, and names its archives by key and attempt', () => {
  const [, , archives, part] = at('build').steps;
  expect(part?.uses).toBe('$/manifest-part');
  for (const word of ['version', 'platform', 'platform-version', 'arch']) {
    expect(archives?.with?.name).toContain(`matrix.${word} `);
  }
  expect(archives?.with?.name).toMatch(/--\$\{\{ github\.run_attempt \}\}$/);
  expect(archives?.with?.['if-no-files-found']).toBe('error');
});

test('the check and the writer merge in the same words, but for the write', () => {
  const [check] = at('check-parts').steps;
  const [write] = at('update-manifests').steps;
  const { 'dry-run': dry, ...checked } = check?.with ?? {};
  const { 'dry-run': asked, released, token, ...written } = write?.with ?? {};
  expect(checked).toEqual(written);
  expect([dry, asked, released, token]).toEqual([
    true,
    `\${{ inputs.dry-run }}`,
    `\${{ case(inputs.dry-run, 'ignore', 'require') }}`,
    `\${{ secrets.token || github.token }}`,
  ]);
});

test('the plan reads the branch as it is now, and the legs build the commit of the run', () => {
  expect(at('plan').steps[0]?.with).toEqual({ 'persist-credentials': false, ref: `\${{ github.ref }}` });
  expect(at('build').steps[0]?.with).toEqual({ 'persist-credentials': false });
});

test('every input is handed on to somebody', () => {
  const { inputs } = on.workflow_call as { inputs: object };
  const used = new Set([...JSON.stringify(jobs).matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name));
  expect(Object.keys(inputs).filter((name) => !used.has(name))).toEqual([]);
});

test('an action is given every input that a caller could want to set', () => {
  const actions = readOwnActions(new URL('../../packages/actions', import.meta.url).pathname);
  const left = (name: string, job: string) => {
    const step = at(job).steps.find(({ uses }) => uses === `$/${name}`);
    return [...(actions.get(name)?.inputs.keys() ?? [])].filter((input) => step?.with?.[input] === undefined);
  };
  expect(left('select-versions', 'plan')).toEqual(['max-rows', 'deadline']);
  expect(left('retry-run', 'build')).toEqual([
    'command',
    'working-directory',
    'grace',
    'backoff',
    'max-backoff',
    'final-patterns',
    'final-exit-codes',
  ]);
  expect(left('manifest-part', 'build')).toEqual([
    'kind',
    'assets',
    'assets-file',
    'repository',
    'tag-prefix',
    'image',
    'digest',
    'annotations',
    'target',
    'upload',
    'deadline',
    'output-dir',
  ]);
  expect(left('manifest-merge', 'update-manifests')).toEqual([
    'mode',
    'parts-dir',
    'target',
    'repository',
    'allow-empty',
    'own-manifests',
    'directory',
    'remote',
    'deadline',
  ]);
});

test('a script starts strictly, and is generated as its file says', () => {
  const release = at('release-assets').steps.at(-1)?.run ?? '';
  for (const name of ['github.sh', 'release.sh']) {
    const text = textOf('scripts', name).replace(/^#!.*\n/, '');
    expect(text).toMatch(/^(#.*\n)*set -euo pipefail\n/);
    expect(release).toContain(text.trimEnd());
  }
});
