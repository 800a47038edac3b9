import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTemporaryFolder, sweepFolders } from '../src/index.ts';
import { isGone, owner } from '../src/temporary-folder.ts';

const TMPDIR = process.env.TMPDIR;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'temporary-folder-'));
  process.env.TMPDIR = folder;
});
afterEach(async () => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
  await rm(folder, { recursive: true });
});

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('H13: folders of processes that are gone are removed, and no others', async () => {
  const machine = owner().replace(/\.\d+$/, '');
  const dead = await deadPid();
  const place = (name: string) => join(folder, name);
  const mine = await makeTemporaryFolder('run');
  const gone = place(`gatehouse-scene-${machine}.${dead}-abcdef`);
  const others = [
    place(`gatehouse-scene-${machine}.${process.ppid}-abcdef`),
    // A container with the same folder counts its own processes.
    place(`gatehouse-scene-another-${machine}.${dead}-abcdef`),
    place(`gatehouse-notes-${dead}`),
    place('gatehouse-report-abcdef'),
  ];
  for (const path of [gone, ...others]) await mkdir(path);
  await sweepFolders();
  expect(existsSync(gone)).toBe(false);
  expect([mine, ...others].filter((path) => !existsSync(path))).toEqual([]);
});

test('who is another machine, or no owner, is never gone', async () => {
  const dead = await deadPid();
  expect(isGone(`${owner().replace(/\.\d+$/, '')}.${dead}`)).toBe(true);
  expect(isGone(owner())).toBe(false);
  expect(isGone(`elsewhere.${dead}`)).toBe(false);
  expect(isGone(hostname())).toBe(false);
});
