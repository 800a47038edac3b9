import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../tools/repository.ts';
import {
  CATALOGUE,
  CATALOGUE_FILE,
  generatedRepository,
  makeRepository,
  repositoryAt,
  source,
} from './repository.ts';

const WORKFLOWS = '.github/workflows';
const COMMIT = 'b2'.repeat(20);

/** A source that uses an action of the library, and calls a workflow of its own repository. */
const CALLING = `
import { own, workflow } from '@gatehouse/workflow-kit';

export const part = workflow({
  file: 'part.yml',
  name: 'Part',
  description: 'Runs one command.',
  call: {},
  jobs: (build) => {
    build.job('part', {
      permissions: {},
      runsOn: 'ubuntu-24.04',
      steps: [own('retry-run', { with: { command: 'make' } })],
    });
  },
});

export const nightly = workflow({
  file: 'nightly.yml',
  name: 'Nightly',
  description: 'Runs it every night.',
  on: { schedule: [{ cron: '30 4 * * *' }] },
  jobs: (build) => {
    build.call('part', { workflow: part, permissions: {} });
  },
});
`;

/** A language with letters of its own, and a time zone that is no whole hours away. */
const ELSEWHERE = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Asia/Kathmandu' };

test.concurrent('every exported workflow is written, and a second time nothing is', async () => {
  await using repository = await makeRepository();
  const first = await repository.gatehouse('generate', '--json');
  expect(JSON.parse(first.stdout)).toMatchObject({ ok: true, written: ['ci.yml', 'docs.yml'], unchanged: 0 });
  const before = await stat(join(repository.path, WORKFLOWS, 'ci.yml'));
  const second = await repository.gatehouse('generate', '--json');
  expect(JSON.parse(second.stdout)).toMatchObject({ ok: true, written: [], unchanged: 2 });
  expect((await stat(join(repository.path, WORKFLOWS, 'ci.yml'))).ino).toBe(before.ino);
  expect(await readdir(join(repository.path, WORKFLOWS))).toEqual(['ci.yml', 'docs.yml']);
});

test.concurrent('the command works in a folder below the root', async () => {
  await using repository = await makeRepository({ 'deep/down/x': '' });
  expect(await repositoryAt(join(repository.path, 'deep/down')).gatehouse('generate')).toMatchObject({
    exitCode: 0,
  });
  expect(await repository.read(`${WORKFLOWS}/ci.yml`)).toContain('from workflows-src/ci.ts;');
});

test.concurrent('the bytes do not depend on the order of the files, the language or the time zone', async () => {
  const sources = ['a', 'b', 'c', 'd'].map((name) => [`workflows-src/${name}.ts`, source(name)] as const);
  await using one = await makeRepository(Object.fromEntries(sources));
  await using other = await makeRepository(Object.fromEntries(sources.toReversed()));
  const here = await one.gatehouseWith({ LANG: 'C', TZ: 'UTC' }, 'generate', '--json');
  const there = await other.gatehouseWith(ELSEWHERE, 'generate', '--json');
  expect(there.stdout).toBe(here.stdout);
  for (const file of JSON.parse(here.stdout).written) {
    expect(await other.read(`${WORKFLOWS}/${file}`)).toBe(await one.read(`${WORKFLOWS}/${file}`));
  }
});

test.concurrent('the workflows of this repository have the same bytes far from here', async () => {
  const out = await mkdtemp(join(tmpdir(), 'gatehouse-out-'));
  try {
    const here = repositoryAt(repositoryRoot);
    const made = await here.gatehouseWith(ELSEWHERE, 'generate', '--out', out, '--json');
    expect(made).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await readdir(out)).toEqual(JSON.parse(made.stdout).written);
    for (const file of await readdir(out)) {
      expect(await readFile(join(out, file), 'utf8')).toBe(await here.read(`${WORKFLOWS}/${file}`));
    }
    expect(await here.gatehouse('check', '--out', out, '--json')).toMatchObject({ exitCode: 0 });
  } finally {
    await rm(out, { recursive: true });
  }
});

test.concurrent('what a rule finds stops everything, and names the line of the source', async () => {
  await using repository = await makeRepository({
    'workflows-src/ci.ts': source('ci').replace('checkout()', "checkout({ 'persist-credentials': true })"),
  });
  const { exitCode, stderr } = await repository.gatehouse('generate');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(
    /^workflows-src\/ci\.ts:13 persist-credentials: .* See \S+\/rules\/persist-credentials\.md\.$/m,
  );
  expect(existsSync(join(repository.path, / See (\S+)\.$/m.exec(stderr)?.[1] ?? 'none'))).toBe(true);
  await expect(readdir(join(repository.path, WORKFLOWS))).rejects.toThrow('ENOENT');
});

test.concurrent('the mistakes of all sources are told at once, each with its line', async () => {
  const unknownNeed = (name: string) =>
    source(name).replace("runsOn: 'ubuntu-24.04',", "runsOn: 'ubuntu-24.04', needs: ['chekc'],");
  await using repository = await makeRepository({
    'workflows-src/ci.ts': unknownNeed('ci'),
    'workflows-src/docs.ts': unknownNeed('docs'),
  });
  const { exitCode, stderr } = await repository.gatehouse('generate');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^workflows-src\/ci\.ts:10: .*Did you mean "check"\?$/m);
  expect(stderr).toMatch(/^workflows-src\/docs\.ts:10: .*Did you mean "check"\?$/m);
});

test.concurrent('a source that does not load is named with its line', async () => {
  await using repository = await makeRepository({
    'workflows-src/ci.ts': 'export const a = 1;\nexport const b = missing.name;\n',
  });
  const { exitCode, stderr } = await repository.gatehouse('generate');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^workflows-src\/ci\.ts:2: missing is not defined$/m);
});

test.concurrent('where Node takes a source for CommonJS, the hint says how to change that', async () => {
  await using repository = await makeRepository({ 'package.json': '{ "type": "commonjs" }' });
  const { exitCode, stderr } = await repository.gatehouse('generate');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('npm pkg set type=module');
});

test.concurrent('two sources that make one file are refused', async () => {
  await using repository = await makeRepository({ 'workflows-src/twin.ts': source('CI') });
  const { exitCode, stderr } = await repository.gatehouse('generate');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/twin\.ts:4: This makes ci\.yml|ci\.ts:4: This makes ci\.yml/i);
});

test.concurrent('an edit by hand stops everything until it is forced', async () => {
  await using repository = await generatedRepository();
  await repository.change(`${WORKFLOWS}/ci.yml`, 'npm test', 'npm run fast');
  await repository.write('workflows-src/docs.ts', source('docs', 'make all'));
  const refused = await repository.gatehouse('generate', '--json');
  expect(refused.exitCode).toBe(1);
  expect(JSON.parse(refused.stdout)).toMatchObject({
    ok: false,
    refused: [{ file: 'ci.yml', kind: 'hand-edit', command: 'gatehouse generate --force' }],
    written: [],
  });
  expect(await repository.read(`${WORKFLOWS}/docs.yml`)).toContain('make docs');
  expect(await repository.gatehouse('generate', '--force')).toMatchObject({ exitCode: 0 });
  expect(await repository.read(`${WORKFLOWS}/ci.yml`)).toContain('npm test');
});

test.concurrent('what no source makes is left, and removed only by its name', async () => {
  await using repository = await makeRepository({ [`${WORKFLOWS}/mine.yml`]: 'name: Mine\n' });
  expect(JSON.parse((await repository.gatehouse('generate', '--json')).stdout)).toMatchObject({
    ok: true,
    left: ['mine.yml'],
  });
  const slip = await repository.gatehouse('generate', '--remove', 'mien.yml');
  expect(slip).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Did you mean "mine.yml"?') });
  const made = await repository.gatehouse('generate', '--remove', 'ci.yml');
  expect(made.exitCode).toBe(2);
  await repository.gatehouse('generate', '--remove', `${WORKFLOWS}/mine.yml`);
  expect(await readdir(join(repository.path, WORKFLOWS))).toEqual(['ci.yml', 'docs.yml']);
});

test.concurrent('elsewhere the actions of the library need a release, and its pin in the catalogue is one', async () => {
  await using repository = await makeRepository({ 'workflows-src/nightly.ts': CALLING });
  expect(await repository.gatehouse('generate')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('part.yml uses gatehouse-actions/gatehouse, and no release'),
  });
  const pin = `    - uses: gatehouse-actions/gatehouse@${COMMIT} # v1.2.3\n`;
  await repository.write(CATALOGUE_FILE, CATALOGUE + pin);
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0 });
  expect(await repository.read(`${WORKFLOWS}/part.yml`)).toContain(
    `uses: gatehouse-actions/gatehouse/retry-run@${COMMIT} # v1.2.3\n`,
  );
  expect(await repository.read(`${WORKFLOWS}/nightly.yml`)).toContain('uses: $/.github/workflows/part.yml\n');
});

test.concurrent('a GitHub Enterprise Server gets full references, and needs a release for them', async () => {
  await using repository = await makeRepository({ 'workflows-src/nightly.ts': CALLING });
  const without = await repository.gatehouse('generate', '--target', 'ghes');
  expect(without).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('knows no $/') });
  const given = await repository.gatehouse('generate', '--target', 'ghes', '--release', `v1.2.3@${COMMIT}`);
  expect(given.exitCode).toBe(0);
  expect(await repository.read(`${WORKFLOWS}/part.yml`)).toContain(`retry-run@${COMMIT} # v1.2.3`);
  expect(await repository.read(`${WORKFLOWS}/nightly.yml`)).toContain('uses: ./.github/workflows/part.yml\n');
});

test.concurrent('what is made for the stage needs a folder of its own', async () => {
  await using repository = await makeRepository({ 'workflows-src/nightly.ts': CALLING });
  expect(await repository.gatehouse('generate', '--target', 'stage')).toMatchObject({ exitCode: 2 });
  const made = await repository.gatehouse('generate', '--target', 'stage', '--out', 'stage', '--ref', 'here');
  expect(made.exitCode).toBe(0);
  expect(await repository.read('stage/part.yml')).toContain(
    'uses: gatehouse-actions/gatehouse/retry-run@here\n',
  );
});

test.concurrent('a folder without sources says what to do', async () => {
  await using repository = await makeRepository();
  await rm(join(repository.path, 'workflows-src'), { recursive: true });
  expect(await repository.gatehouse('generate')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('take a ready one with gatehouse init'),
  });
});
