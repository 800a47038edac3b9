import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createScene, raceWriter } from '../src/index.ts';

const run = promisify(execFile);
const MANIFEST = join(
  import.meta.dirname,
  '../../version-manifest/fixtures/actions-python-versions/versions-manifest.json',
);

describe('a scene', () => {
  it('gives back the bytes that it was seeded with', async () => {
    const manifest = await readFile(MANIFEST);
    await using scene = await createScene({
      files: { 'versions-manifest.json': manifest, 'a/ü.txt': 'x\r\n' },
    });
    expect((await scene.read('versions-manifest.json')).equals(manifest)).toBe(true);
    expect(String(await scene.read('a/ü.txt'))).toBe('x\r\n');
    expect(await scene.commits()).toEqual([
      {
        sha: await scene.head(),
        author: 'stage',
        subject: 'Seed',
        files: ['a/ü.txt', 'versions-manifest.json'],
      },
    ]);
  });

  it('is what git finds at its address on GitHub', async () => {
    await using scene = await createScene({ files: { a: '1' }, repository: 'o/r', branch: 'trunk' });
    const env = { PATH: process.env.PATH, ...scene.env };
    for (const url of ['https://github.com/o/r', 'https://github.com/o/r.git']) {
      const { stdout } = await run('git', ['ls-remote', url, 'refs/heads/trunk'], { env });
      expect(stdout).toBe(`${await scene.head()}\trefs/heads/trunk\n`);
    }
  });

  it('declines every push once it is protected, in the words of the server', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const before = await scene.head();
    await scene.protect("GH006: Protected branch update failed for refs/heads/main.\nIt's final.");
    const race = await raceWriter(scene.bare, 'main', 'race.txt', 1);
    expect(await scene.declined()).toBe(0);
    await expect(race.done).rejects.toThrow(
      /GH006: Protected branch .*\n.*It's final\.[\s\S]*pre-receive hook declined/,
    );
    expect(await scene.declined()).toBe(1);
    expect(await scene.head()).toBe(before);
  });

  it('tells whose work a push has thrown away, though the branch shows nothing of it', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const seed = await scene.head();
    await (await raceWriter(scene.bare, 'main', 'race.txt', 2)).done;
    expect(await scene.lost()).toEqual([]);
    const thrown = await scene.head();
    const author = ['-c', 'user.name=x', '-c', 'user.email=x@y.invalid'];
    const args = ['-C', scene.bare, ...author, 'commit-tree', `${seed}^{tree}`, '-p', seed, '-m', 'other'];
    const { stdout } = await run('git', args);
    await run('git', [
      '-C',
      scene.bare,
      'push',
      '--quiet',
      '--force',
      '.',
      `${stdout.trim()}:refs/heads/main`,
    ]);
    expect(await scene.lost()).toEqual([thrown]);
  });

  it('is gone when it is closed', async () => {
    const scene = await createScene({ files: {} });
    await scene.close();
    await expect(access(scene.bare)).rejects.toThrow('ENOENT');
  });
});

describe('racing writers', () => {
  it('land every commit of theirs', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const seed = await scene.head();
    const files = ['x.txt', 'deep/y.txt'];
    const races = await Promise.all(
      files.map((file) => raceWriter(scene.bare, 'main', file, 3, { pauseMs: 0 })),
    );
    const reports = await Promise.all(races.map(({ done }) => done));
    expect(reports.map(({ landed }) => landed)).toEqual([3, 3]);
    const landed = (await scene.commits(seed)).flatMap((commit) => commit.files);
    expect(landed.sort()).toEqual(files.flatMap((file) => Array(3).fill(file)).sort());
  });

  it('begin again when they are beaten, and then land', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const seed = await scene.head();
    await scene.overtake(2);
    const race = await raceWriter(scene.bare, 'main', 'x.txt', 1, { pauseMs: 0 });
    expect(await race.done).toEqual({ landed: 1, lost: 2 });
    expect((await scene.commits(seed)).map(({ author }) => author)).toEqual([
      'overtaker',
      'overtaker',
      'racer-x-txt',
    ]);
  });

  it('lose nothing to each other, however many are beaten', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const seed = await scene.head();
    await scene.overtake(6);
    const races = await Promise.all(
      ['x', 'y', 'z'].map((file) => raceWriter(scene.bare, 'main', file, 4, { pauseMs: 0 })),
    );
    await Promise.all(races.map(({ done }) => done));
    const authors = (await scene.commits(seed)).map(({ author }) => author);
    expect(authors.filter((author) => author.startsWith('racer-'))).toHaveLength(12);
    expect((await scene.read('x')).toString().split('\n')).toHaveLength(5);
  });

  it('are let through by those who spare them', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    await scene.overtake(1, { sparing: 'racer-x' });
    const spared = await raceWriter(scene.bare, 'main', 'x', 1);
    expect(await spared.done).toEqual({ landed: 1, lost: 0 });
    const beaten = await raceWriter(scene.bare, 'main', 'y', 1);
    expect(await beaten.done).toEqual({ landed: 1, lost: 1 });
  });

  it('stop after the push that is under way', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const seed = await scene.head();
    const race = await raceWriter(scene.bare, 'main', 'x.txt', 1000, { pauseMs: 0 });
    const { landed } = await race.stop();
    expect(await scene.commits(seed)).toHaveLength(landed);
  });
});
