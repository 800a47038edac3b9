import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Produced, type Snapshot, supersededBy, writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { gitTarget, realDeps, request, run1 } from './entries.ts';

describe('a write with git', () => {
  test('lands as one commit on the head, with author, sign-off and trailers', async () => {
    using remote = new BareRemote();
    const base = remote.head();
    const signOff = { name: 'Signer', email: 'signer@example.com' };
    const result = await writeToBranch(request('a', gitTarget(remote.path), { signOff }), realDeps());
    expect(result).toEqual({
      kind: 'committed',
      address: remote.path,
      commit: remote.head(),
      base,
      head: remote.head(),
      attempts: 1,
      landedBy: 'push',
      overtaken: [],
    });
    expect(remote.git(['log', '-1', '--format=%an <%ae>|%cn <%ce>|%P|%B', 'main'])).toBe(
      `Writer <writer@example.com>|Writer <writer@example.com>|${base}|Add a\n\nSigned-off-by: Signer <signer@example.com>\nGatehouse-Run: acme/widgets/100/1\nGatehouse-Keys: a`,
    );
    expect(remote.read('entries.json')).toBe('[\n  "a"\n]\n');
  });

  test('makes no commit when the producer has nothing to do', async () => {
    using remote = new BareRemote({ 'entries.json': '["a"]' });
    const result = await writeToBranch(request('a', gitTarget(remote.path)), realDeps());
    expect(result).toEqual({
      kind: 'unchanged',
      reason: 'a is there.',
      head: remote.head(),
      address: remote.path,
      attempts: 1,
    });
  });

  test('makes no commit when every file has its content already', async () => {
    using remote = new BareRemote({ 'x.txt': 'same', 'y.txt': 'same' });
    const files = new Map([
      ['x.txt', 'same'],
      ['gone.txt', null],
    ]);
    const produce = async () => ({ kind: 'changes', files, message: 'x' }) as const;
    const result = await writeToBranch(
      request('a', gitTarget(remote.path), { produce, verify: undefined }),
      realDeps(),
    );
    expect(result).toMatchObject({ kind: 'unchanged', reason: 'Every file has this content already.' });
  });

  test('keeps modes, leaves other files alone, deletes, and writes names that need quoting', async () => {
    using remote = new BareRemote({
      'run.sh': ['100755', 'old'],
      'dir/gone.txt': 'x',
      link: ['120000', 'run.sh'],
    });
    const files = new Map<string, string | null | Uint8Array>([
      ['run.sh', 'new'],
      ['dir/gone.txt', null],
      ['new dir/a "b" ü.txt', new Uint8Array([0, 10, 255])],
    ]);
    const produce = async () => ({ kind: 'changes', files, message: 'x' }) as const;
    await writeToBranch(request('a', gitTarget(remote.path), { produce, verify: undefined }), realDeps());
    const tree = remote.git(['ls-tree', '-r', '-z', 'main']).split('\0');
    expect(tree.map((line) => line.replace(/ blob \w+\t/, ' '))).toEqual([
      '120000 link',
      '100644 new dir/a "b" ü.txt',
      '100755 run.sh',
      '',
    ]);
    expect(remote.git(['cat-file', '-s', 'main:new dir/a "b" ü.txt'])).toBe('3');
  });

  test('reads and lists files of the head, without links', async () => {
    using remote = new BareRemote({
      'd/b.txt': 'b',
      'd/a.txt': 'a',
      'd/e/c.txt': 'c',
      'd/link': ['120000', 'a.txt'],
      z: 'z',
    });
    const seen: unknown[] = [];
    const produce = async (snapshot: Snapshot) => {
      const paths = await snapshot.list('d');
      const contents = await Promise.all(paths.map((path) => snapshot.read(path)));
      seen.push(
        paths,
        contents.map((bytes) => Buffer.from(bytes ?? []).toString()),
        await snapshot.read('d/none'),
      );
      seen.push(
        await snapshot.list('none'),
        (await snapshot.list('')).length,
        (await snapshot.history()).length,
      );
      return { kind: 'nothing', reason: 'only looked' } as const;
    };
    await writeToBranch(request('a', gitTarget(remote.path), { produce }), realDeps());
    expect(seen).toEqual([['d/a.txt', 'd/b.txt', 'd/e/c.txt'], ['a', 'b', 'c'], undefined, [], 4, 1]);
  });

  test('fetches no content that is not read, and what is read in one go', async () => {
    using remote = new BareRemote({
      ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`d/${i}`, `content ${i}`])),
    });
    const commands: string[] = [];
    const deps = realDeps();
    const exec: typeof deps.exec = (command) => {
      commands.push(command.args?.find((arg) => /^[a-z]/.test(arg) && !arg.includes('.')) ?? '');
      return deps.exec(command);
    };
    const produce = async (snapshot: Snapshot) => {
      const paths = (await snapshot.list('d')).slice(0, 6);
      await Promise.all(paths.map((path) => snapshot.read(path)));
      return { kind: 'nothing', reason: 'only looked' } as const;
    };
    await writeToBranch(request('a', gitTarget(`file://${remote.path}`), { produce, run: undefined }), {
      ...deps,
      exec,
    });
    expect(commands).toEqual([
      'init',
      'ls-remote',
      'fetch',
      'log',
      'ls-tree',
      'ls-tree',
      'fetch',
      'cat-file',
    ]);
  });

  test('fails with BRANCH_MISSING where there is no branch', async () => {
    using remote = new BareRemote();
    const target = gitTarget(remote.path, { branch: 'feature/none' });
    await expect(writeToBranch(request('a', target), realDeps())).rejects.toMatchObject({
      code: 'BRANCH_MISSING',
    });
  });

  test.each([
    ['through a link', { link: ['120000', '/etc'] }, 'link/passwd'],
    ['through a submodule', { sub: ['160000', 'a'.repeat(40)] }, 'sub/x'],
    ['below a file', { file: 'x' }, 'file/x'],
    ['over a directory', { 'dir/x': 'x' }, 'dir'],
    ['over a link', { link: ['120000', 'x'] }, 'link'],
  ] as const)('refuses to write %s', async (_, seed, path) => {
    using remote = new BareRemote(seed);
    const produce = async () => ({ kind: 'changes', files: new Map([[path, 'x']]), message: 'x' }) as const;
    const write = writeToBranch(request('a', gitTarget(remote.path), { produce }), realDeps());
    await expect(write).rejects.toMatchObject({ code: 'UNSAFE_PATH' });
    expect(remote.count()).toBe(1);
  });

  test('lets a producer see that a newer run was there first', async () => {
    using remote = new BareRemote();
    const newer = { ...run1, runId: 105, runAttempt: 1 };
    await writeToBranch(request('a', gitTarget(remote.path), { run: newer }), realDeps());
    const head = remote.head();
    const produce = async (snapshot: Snapshot): Promise<Produced> => {
      const superseded = supersededBy(await snapshot.history(), run1, ['a', 'b']);
      return { kind: 'nothing', reason: JSON.stringify([...superseded]) };
    };
    const result = await writeToBranch(request('a', gitTarget(remote.path), { produce }), realDeps());
    expect(result).toMatchObject({
      kind: 'unchanged',
      reason: JSON.stringify([['a', { run: newer, commit: head }]]),
    });
  });

  test('is the same under the most peculiar configuration of its user', async () => {
    using remote = new BareRemote();
    const home = join(remote.folder, 'home');
    mkdirSync(join(home, 'hooks'), { recursive: true });
    writeFileSync(join(home, 'hooks', 'pre-push'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
    const config = [
      `[core]\nhooksPath = ${home}/hooks\nautocrlf = true\nbare = false\nquotePath = true`,
      `[init]\ntemplateDir = ${home}\ndefaultBranch = x`,
      '[push]\ngpgSign = true\nfollowTags = true\ndefault = nothing\nrecurseSubmodules = check',
      '[commit]\ngpgSign = true\n[i18n]\ncommitEncoding = latin1\nlogOutputEncoding = latin1',
      '[log]\nshowSignature = true\ndecorate = full\n[format]\npretty = oneline\n[color]\nui = always',
      '[fetch]\nprune = true\nparallel = 0\nfsckObjects = true\n[protocol]\nversion = 0\n[safe]\nbareRepository = explicit',
    ];
    writeFileSync(join(home, '.gitconfig'), config.join('\n'));
    const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: home };
    const result = await writeToBranch(request('é', gitTarget(remote.path)), realDeps({ env }));
    expect(result).toMatchObject({ kind: 'committed', attempts: 1 });
    expect(remote.read('entries.json')).toBe('[\n  "é"\n]\n');
    expect(remote.git(['log', '-1', '--format=%s', 'main'])).toBe('Add é');
  });

  test('leaves no temporary folder behind, on success and on failure', async () => {
    using remote = new BareRemote();
    const temporary = mkdtempSync(join(tmpdir(), 'writer-temp-'));
    const deps = realDeps({ env: { ...process.env, RUNNER_TEMP: temporary } });
    await writeToBranch(request('a', gitTarget(remote.path)), deps);
    await writeToBranch(request('b', gitTarget(join(remote.path, 'none'))), deps).catch(() => {});
    expect(readdirSync(temporary)).toEqual([]);
    rmSync(temporary, { recursive: true });
  });
});
