import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATALOGUE, CATALOGUE_FILE, CHECKOUT, makeRepository, type Repository } from '../repository.ts';
import { type ReleaseStage, releaseStage } from './release-stage.ts';

const SETUP_GO = `name: Setup Go
description: A sentence that is not to be kept.
inputs:
  go-version:
    description: Another sentence.
    required: true
  cache:
    description: Cache modules.
    default: true
  token:
    description: Old.
    deprecationMessage: Use nothing.
outputs:
  cache-hit: { description: Whether it hit. }
runs:
  using: node24
  main: dist/index.js
`;
const KEPT = 'workflows-src/pins/actions.json';
const MODULE = 'workflows-src/pins/index.ts';

/** `actions/setup-go` with v6.0.0 (annotated), v6.1.0 and v6, which moves along. */
async function setupGo(): Promise<ReleaseStage & { readonly old: string; readonly head: string }> {
  const stage = await releaseStage('actions/setup-go');
  const old = await stage.commit({ 'action.yml': SETUP_GO.replace('  cache:\n', '  cash:\n') });
  await stage.git('tag', '--annotate', '--message=Six', 'v6.0.0');
  const head = await stage.commit({ 'action.yml': SETUP_GO });
  await stage.git('tag', '--annotate', '--message=Six one', 'v6.1.0');
  await stage.git('tag', 'v6');
  await stage.git('tag', 'v6.2.0-rc.1');
  return { ...stage, old, head, [Symbol.asyncDispose]: () => stage[Symbol.asyncDispose]() };
}

const files = async (repository: Repository) =>
  Promise.all([CATALOGUE_FILE, KEPT, MODULE].map((file) => repository.read(file).catch(() => undefined)));

test.concurrent('a tag that moves becomes the commit of its full version, and an annotated one is peeled', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  const { exitCode, stdout, stderr } = await repository.gatehouseWith(
    stage.env,
    'pin',
    'actions/setup-go@v6',
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout).toContain(`added  actions/setup-go v6.1.0 (${stage.head})`);
  expect(await repository.read(CATALOGUE_FILE)).toBe(
    CATALOGUE.replace(
      '    - uses: actions/setup-node',
      `    - uses: actions/setup-go@${stage.head} # v6.1.0\n    - uses: actions/setup-node`,
    ),
  );
});

test.concurrent('of the action.yml facts are kept, and no sentence', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6');
  const [, kept = '', module = ''] = await files(repository);
  expect(JSON.parse(kept)).toEqual({
    schema: 'gatehouse.pins/v1',
    actions: {
      'actions/setup-go': {
        kind: 'action',
        version: 'v6.1.0',
        commit: stage.head,
        file: 'action.yml',
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        using: 'node24',
        inputs: { 'go-version': { required: true }, cache: { default: 'true' }, token: { deprecated: true } },
        outputs: ['cache-hit'],
      },
    },
  });
  expect(`${kept}${module}`).not.toMatch(/sentence|Cache modules|Use nothing|Whether/);
});

test.concurrent.each([
  ['a full version', '@v6.0.0', 'v6.0.0', 'old'],
  ['the full name of a tag', '@refs/tags/v6.0.0', 'v6.0.0', 'old'],
  ['a line of versions without a tag of its own', '@v6.0', 'v6.0.0', 'old'],
  ['nothing, which is the newest version that is no pre-release', '', 'v6.1.0', 'head'],
  ['a pre-release that is named', '@v6.2.0-rc.1', 'v6.2.0-rc.1', 'head'],
] as const)('%s is looked up', async (_, ref, version, which) => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  const { exitCode } = await repository.gatehouseWith(stage.env, 'pin', `actions/setup-go${ref}`);
  expect(exitCode).toBe(0);
  expect(await repository.read(CATALOGUE_FILE)).toContain(`actions/setup-go@${stage[which]} # ${version}\n`);
});

test.concurrent('a full commit becomes the newest version whose tag leads to it', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  await repository.gatehouseWith(stage.env, 'pin', `actions/setup-go@${stage.old}`);
  expect(await repository.read(CATALOGUE_FILE)).toContain(`actions/setup-go@${stage.old} # v6.0.0\n`);
});

test.concurrent.each([
  [
    'a branch',
    '@main',
    /"main" is a branch of actions\/setup-go, which moves with every push.*Nothing was changed/,
  ],
  ['the full name of a branch', '@refs/heads/main', /is a branch/],
  ['a tag that is not there', '@v7.0.0', /actions\/setup-go has no tag "v7\.0\.0"/],
  ['a line that has no version', '@v7', /no tag of a full version that begins with "v7\."/],
  ['a commit that no version names', `@${'e'.repeat(40)}`, /The commit e+ has no tag of a full version/],
  ['a folder without an action', '/sub@v6', /actions\/setup-go\/sub holds no action\.yml at v6\.1\.0/],
])('%s is refused, and changes nothing', async (_, ref, message) => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  const before = await files(repository);
  const { exitCode, stderr } = await repository.gatehouseWith(stage.env, 'pin', `actions/setup-go${ref}`);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(message);
  expect(await files(repository)).toEqual(before);
});

test.concurrent('a pinned action is brought to the newest version of the same major one', async () => {
  await using stage = await setupGo();
  const v7 = await stage.commit({ 'action.yml': SETUP_GO });
  await stage.git('tag', 'v7.0.0', v7);
  await using repository = await makeRepository();
  await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6.0.0');
  const { stdout } = await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go');
  expect(stdout).toContain(`changed  actions/setup-go v6.0.0 → v6.1.0 (${stage.head})`);
  const [catalogue, kept] = await files(repository);
  expect(catalogue).toContain(`actions/setup-go@${stage.head} # v6.1.0\n`);
  expect(catalogue).not.toContain(stage.old);
  expect(kept).not.toContain(stage.old);
});

test.concurrent('a tag that was moved is told with both commits, and nothing is changed', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6.0.0');
  await stage.git('tag', '--force', 'v6.0.0', stage.head);
  const before = await files(repository);
  const again = await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6.0.0');
  expect(again.exitCode).toBe(1);
  expect(again.stderr).toContain(
    `was moved: it points to ${stage.head}, but workflows-src/pins/action.yml:6 has ${stage.old}.`,
  );
  expect(await files(repository)).toEqual(before);
  const checked = await repository.gatehouseWith(stage.env, 'pin', '--check');
  expect(checked.exitCode).toBe(1);
  expect(checked.stderr).toContain(`it now points to ${stage.head}, but the catalogue has ${stage.old}`);
});

test.concurrent('without GitHub it says so, and changes nothing', async () => {
  await using repository = await makeRepository();
  const before = await files(repository);
  const env = { GITHUB_API_URL: 'http://127.0.0.1:9' };
  const { exitCode, stderr } = await repository.gatehouseWith(env, 'pin', 'actions/setup-go@v6');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^GitHub can't be reached, so nothing was changed\./);
  expect(await files(repository)).toEqual(before);
  const checked = await repository.gatehouseWith(env, 'pin', '--check');
  expect(checked).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('Not compared with GitHub: '),
  });
});

test.concurrent('a token goes to GitHub and into no output', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  const env = { ...stage.env, GH_TOKEN: 'hush-hush-hush' };
  const { stdout, stderr } = await repository.gatehouseWith(env, 'pin', 'actions/setup-go@nothing');
  expect(stage.stage.journal[0]?.authorization).toBe('Bearer ***');
  expect(`${stdout}${stderr}`).not.toContain('hush-hush-hush');
});

test.concurrent('an action.yml that is too large, or none, is refused', async () => {
  await using stage = await releaseStage('acme/tool');
  await stage.commit({ 'action.yml': `name: ${'x'.repeat(300_000)}\n` });
  await stage.git('tag', 'v1.0.0');
  await stage.commit({ 'action.yml': 'runs: [\n' });
  await stage.git('tag', 'v1.0.1');
  await using repository = await makeRepository();
  const large = await repository.gatehouseWith(stage.env, 'pin', 'acme/tool@v1.0.0');
  expect(large).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/it has 300007 bytes; expected at most/),
  });
  const broken = await repository.gatehouseWith(stage.env, 'pin', 'acme/tool@v1.0.1');
  expect(broken).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/can't be used: it is not YAML/),
  });
});

test.concurrent('a repository of several actions is pinned, and it is said that nothing is kept', async () => {
  await using stage = await releaseStage('acme/tools');
  const commit = await stage.commit({ 'one/action.yml': SETUP_GO, '.github/workflows/x.yml': 'on: {}\n' });
  await stage.git('tag', 'v1.0.0');
  await using repository = await makeRepository();
  const { stdout } = await repository.gatehouseWith(stage.env, 'pin', 'acme/tools@v1.0.0');
  expect(stdout).toMatch(/no action\.yml of its own, so its inputs are not checked/);
  await repository.gatehouseWith(stage.env, 'pin', 'acme/tools/.github/workflows/x.yml@v1.0.0');
  await repository.gatehouseWith(stage.env, 'pin', 'acme/tools/one@v1.0.0');
  const catalogue = await repository.read(CATALOGUE_FILE);
  expect(catalogue.split('\n').slice(4, 8)).toEqual([
    `    - uses: acme/tools@${commit} # v1.0.0`,
    `    - uses: acme/tools/.github/workflows/x.yml@${commit} # v1.0.0`,
    `    - uses: acme/tools/one@${commit} # v1.0.0`,
    `    - uses: ${CHECKOUT}`,
  ]);
});

test.concurrent('where there is no catalogue, one is made', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  await unlink(join(repository.path, CATALOGUE_FILE));
  const made = await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6');
  expect(made).toMatchObject({ exitCode: 0 });
  expect(await repository.read(CATALOGUE_FILE)).toContain(
    `    - uses: actions/setup-go@${stage.head} # v6.1.0\n`,
  );
});

test.concurrent('a catalogue without a place for pins is refused', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository({ [CATALOGUE_FILE]: 'runs: { using: composite }\n' });
  const refused = await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6');
  expect(refused).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('has no list under "runs.steps"'),
  });
});

test.concurrent.each([
  ['actions/setup-go@', 'actions@v1', 'a/../b@v1', 'a/b/../c@v1', 'a/b@--x', 'https://github.com/a/b'],
])('what is no action is not understood', async (...given) => {
  await using repository = await makeRepository();
  for (const text of given) {
    expect(await repository.gatehouse('pin', text)).toMatchObject({ exitCode: 2 });
  }
});

test.concurrent('pins in order pass the check, and what was changed by hand in what is kept does not', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  await repository.write(
    CATALOGUE_FILE,
    `runs:\n  steps:\n    - uses: actions/setup-go@${stage.old} # v6.0.0\n`,
  );
  await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6.0.0');
  const passed = await repository.gatehouseWith(stage.env, 'pin', '--check', '--json');
  expect(JSON.parse(passed.stdout)).toEqual({ ok: true, pins: 1, findings: [], unasked: null });
  await repository.change(KEPT, '"cash"', '"cast"');
  const offline = await repository.gatehouse('pin', '--check', '--offline');
  expect(offline).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(`${MODULE} is out of date.`),
  });
  const online = await repository.gatehouseWith(stage.env, 'pin', '--check');
  expect(online.stderr).toContain(
    'the kept inputs of actions/setup-go differ from its action.yml at that commit',
  );
});

test.concurrent('a pin that a bot has bumped in the catalogue is read again by --refresh', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  const catalogue = (commit: string, version: string) =>
    `runs:\n  steps:\n    - uses: actions/setup-go@${commit} # ${version}\n`;
  await repository.write(CATALOGUE_FILE, catalogue(stage.old, 'v6.0.0'));
  await repository.gatehouseWith(stage.env, 'pin', '--refresh');
  expect(await repository.read(MODULE)).toContain('readonly cash?: TextInput;');
  await repository.write(CATALOGUE_FILE, catalogue(stage.head, 'v6.1.0'));
  const stale = await repository.gatehouse('pin', '--check', '--offline');
  expect(stale.stderr).toContain('the kept inputs of actions/setup-go are those of v6.0.0, not v6.1.0');
  await repository.gatehouseWith(stage.env, 'pin', '--refresh');
  expect(await repository.read(MODULE)).toContain('readonly cache?: TextInput;');
  expect(await repository.gatehouseWith(stage.env, 'pin', '--check')).toMatchObject({ exitCode: 0 });
});

test.concurrent('a tag of a tag is peeled to its commit, and a tag of a file is refused', async () => {
  await using stage = await setupGo();
  await stage.git('tag', '--annotate', '--message=Again', 'v6.3.0', 'v6.1.0');
  await stage.git('tag', 'v6.4.0', `${stage.head}:action.yml`);
  await using repository = await makeRepository();
  await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6.3.0');
  expect(await repository.read(CATALOGUE_FILE)).toContain(`actions/setup-go@${stage.head} # v6.3.0\n`);
  const refused = await repository.gatehouseWith(stage.env, 'pin', 'actions/setup-go@v6.4.0');
  expect(refused).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/points to a "blob"; expected a commit/),
  });
});

test.concurrent('a renamed repository is told, and not followed', async () => {
  await using stage = await releaseStage('acme/new-name');
  await stage.commit({ 'action.yml': SETUP_GO });
  await stage.git('tag', 'v1.0.0');
  stage.stage.fault({
    on: { path: '/repos/acme/old-name' },
    kind: 'status',
    status: 200,
    body: JSON.stringify({ full_name: 'acme/new-name' }),
  });
  await using repository = await makeRepository();
  const { exitCode, stderr } = await repository.gatehouseWith(stage.env, 'pin', 'acme/old-name@v1.0.0');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 1,
    stderr: expect.stringContaining('acme/old-name was renamed to "acme/new-name"'),
  });
});

test.concurrent('an action is one action in whatever case its name is written', async () => {
  await using stage = await setupGo();
  await using repository = await makeRepository();
  await repository.gatehouseWith(stage.env, 'pin', 'Actions/Setup-Go@v6.0.0');
  expect(await repository.read(CATALOGUE_FILE)).toContain(`- uses: actions/setup-go@${stage.old} # v6.0.0\n`);
  const { stdout } = await repository.gatehouseWith(stage.env, 'pin', 'ACTIONS/setup-go');
  expect(stdout).toContain(`changed  actions/setup-go v6.0.0 → v6.1.0 (${stage.head})`);
  expect((await repository.read(CATALOGUE_FILE)).match(/setup-go@/g)).toHaveLength(1);
});
