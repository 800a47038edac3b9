import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completionsAt, mistakesIn } from './editor.ts';
import { mistakesForGitHub } from './github.ts';
import { CATALOGUE, CATALOGUE_FILE, makeRepository } from './repository.ts';

const FILE = 'workflows-src/calling.ts';
const YAML = '.github/workflows/version-manifests.yml';
const CALLEE = 'gatehouse-actions/gatehouse/.github/workflows/version-manifests.yml';
const RELEASE = `${'a1'.repeat(20)} # v1.0.0`;
const text = readFileSync(join(import.meta.dirname, 'foreign', 'calling.ts'), 'utf8');

/** A repository that calls the library. Its catalogue knows nothing of what the library uses itself. */
const makeCaller = (source = text) =>
  makeRepository({
    [FILE]: source,
    [CATALOGUE_FILE]: `${CATALOGUE}    - uses: gatehouse-actions/gatehouse@${RELEASE}\n`,
  });

test.concurrent('a call of the library is made at the release of the catalogue', async () => {
  await using repository = await makeCaller();
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr: '' });
  const yaml = await repository.read(YAML);
  expect(yaml).toContain(`    uses: ${CALLEE}@${RELEASE}\n`);
  expect(await mistakesForGitHub(yaml)).toEqual([]);
});

test.concurrent('no rule has anything against calls that grant exactly what is asked for', async () => {
  const call = (name: string, permissions: string, given = '{}') =>
    `build.call('${name}', { workflow: ownWorkflow('${name}'), permissions: ${permissions}, with: ${given} });`;
  await using repository = await makeCaller(`
import { ownWorkflow, read, workflow, write } from '@gatehouse/workflow-kit';

export const all = workflow({
  file: 'all.yml', name: 'All', description: 'Calls all there is.', on: { push: { branches: ['main'] } },
  jobs: (build) => {
    ${call('ci-green', "{ actions: read('lists runs'), checks: read('lists checks'), contents: read('reads refs'), statuses: read('lists statuses') }", "{ workflows: '- ci.yml' }")}
    ${call('merge-manifests', "{ contents: write('lands') }")}
  },
});
`);
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr: '' });
});

test.concurrent('a release that a bot has bumped in it is adopted', async () => {
  await using repository = await makeCaller();
  await repository.gatehouse('generate');
  const bumped = `${'c3'.repeat(20)} # v1.1.0`;
  await repository.change(YAML, RELEASE, bumped);
  expect(await repository.gatehouse('adopt')).toMatchObject({ exitCode: 0 });
  expect(await repository.read(CATALOGUE_FILE)).toContain(`- uses: gatehouse-actions/gatehouse@${bumped}\n`);
  expect(await repository.gatehouse('check')).toMatchObject({ exitCode: 0 });
});

test.concurrent('without a release nothing is called', async () => {
  await using repository = await makeRepository({ [FILE]: text });
  expect(await repository.gatehouse('generate')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('version-manifests.yml uses gatehouse-actions/gatehouse, and no release'),
  });
});

test.concurrent('an explanation of the caller counts what the library asks for', async () => {
  await using repository = await makeCaller();
  const explained = await repository.gatehouse('explain', 'version-manifests', '--json');
  expect(JSON.parse(explained.stdout)).toMatchObject({
    name: 'Versions',
    permissions: [
      {
        scope: 'contents',
        level: 'write',
        jobs: [{ job: 'versions / release-assets' }, { job: 'versions / update-manifests' }],
      },
    ],
  });
});

/** What can go wrong in the call, and what is said about it: in the editor, if it can know, and by the command. */
const SLIPS = [
  [
    'a name',
    "ownWorkflow('version-manifests')",
    "ownWorkflow('version-manifest')",
    /"version-manifest"/,
    /:10: The job "versions" calls "version-manifest", which is no workflow of the library\. Did you mean "version-manifests"\?/,
  ],
  [
    'an input',
    "{ arches: '",
    "{ arches: 'x', archs: '",
    /'archs' does not exist/,
    /:10: The job "versions" hands over the input "archs", which version-manifests\.yml does not declare\. Did you mean "arches"\?/,
  ],
  [
    'an input that must be given',
    "with: { arches: 'ppc64le s390x' },",
    '',
    /not assignable to parameter of type 'CallJobSpec</,
    /:10: The job "versions" does not hand over the input "arches", which version-manifests\.yml requires/,
  ],
  [
    'the type of an input',
    "{ arches: 'ppc64le s390x' }",
    "{ arches: 'x', 'max-parallel': '4' }",
    /'string' is not assignable to type .*number/,
    /:10: The job "versions" gives a string for the input "max-parallel", which takes a number/,
  ],
  [
    'a secret',
    '{ token: build',
    '{ tokn: build',
    /'tokn' does not exist/,
    /:10: The job "versions" hands over the secret "tokn", which version-manifests\.yml does not declare/,
  ],
  [
    'an output',
    "output('commit')",
    "output('comit')",
    /"comit"/,
    /:20: "env\.COMMIT" reads the output "comit".* Did you mean "commit"\?/,
  ],
  [
    'what it grants',
    "{ contents: write('lands manifests and releases') }",
    '{}',
    // Only the command knows what the jobs of the library ask for.
    /^$/,
    /:10 permission-ceiling: The call of version-manifests\.yml grants \{\}; .*Grant at least \{ contents: write \}/,
  ],
  [
    'the address that YAML would have',
    "ownWorkflow('version-manifests')",
    `'${CALLEE}@${'a1'.repeat(20)}'`,
    /^$/,
    /:10: The job "versions" calls a workflow of the library by its address.* Expected ownWorkflow\("version-manifests"\)/,
  ],
] as const;

describe.each(SLIPS)('a slip in %s', (_, right, wrong, inEditor, onCommandLine) => {
  const slipped = text.replace(right, wrong);

  test('is marked in an editor, if it can know', () => {
    const unused = /is declared but its value is never read/;
    const mistakes = mistakesIn(slipped).filter((mistake) => !unused.test(mistake));
    expect(mistakes.join('\n')).toMatch(inEditor);
  });

  test('is refused with its line', async () => {
    await using repository = await makeCaller(slipped);
    const { exitCode, stderr } = await repository.gatehouse('generate');
    expect(stderr).toMatch(new RegExp(`^${FILE}${onCommandLine.source}`, 'm'));
    expect(exitCode).toBe(1);
  });
});

describe('an editor', () => {
  test('has nothing against it', () => {
    expect(mistakesIn(text)).toEqual([]);
  });

  test.each([
    [
      'the workflows',
      "ownWorkflow('version",
      "ownWorkflow('",
      ['ci-green', 'merge-manifests', 'version-manifests'],
    ],
    ['their inputs', '{ arches', '{ ', ['dry-run', 'filter-file', 'max-parallel']],
    ['their secrets', '{ token', '{ ', ['token']],
    ['their outputs', "output('commit", "output('", ['commit', 'missing', 'result', 'versions']],
  ])('completes %s', (_, place, typed, names) => {
    expect(completionsAt(text, text.indexOf(place) + typed.length)).toEqual(expect.arrayContaining(names));
  });
});
