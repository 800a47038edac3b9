import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readWorkflowFolder, writeWhole } from '../src/workflow-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('only YAML files right in the folder are workflows', async () => {
  await mkdir(join(folder, 'old.yml'));
  for (const name of ['a.yml', 'b.yaml', 'actions.lock', 'c.yml.bak'])
    await writeFile(join(folder, name), name);
  expect([...readWorkflowFolder(folder)]).toEqual([
    ['a.yml', 'a.yml'],
    ['b.yaml', 'b.yaml'],
  ]);
});

test('a folder that is not there holds none', () => {
  expect(readWorkflowFolder(join(folder, 'none')).size).toBe(0);
});

test('a file is written with the folders above it, and nothing stays beside it', async () => {
  const path = join(folder, 'deep', 'down.yml');
  writeWhole(path, 'one');
  writeWhole(path, 'two');
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(join(folder, 'deep'))).toEqual(['down.yml']);
});

test('what could not be written leaves everything as it was', async () => {
  await mkdir(join(folder, 'taken.yml'));
  await writeFile(join(folder, 'taken.yml', 'x'), '');
  expect(() => writeWhole(join(folder, 'taken.yml'), 'text')).toThrow();
  expect(await readdir(folder)).toEqual(['taken.yml']);
});
