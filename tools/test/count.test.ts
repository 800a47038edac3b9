import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { repositoryRoot } from '../repository.ts';
import { countLine, readVitestReport } from './count.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** Counts a real run of vitest over `files`, which stand in the repository so that they find it. */
function countOf(files: Readonly<Record<string, string>>) {
  mkdirSync(join(repositoryRoot, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(repositoryRoot, '.cache', 'count-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const report = join(folder, 'report.json');
  const vitest = join(repositoryRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--root', folder, '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, args, { env: { PATH: process.env.PATH } });
  return countLine(readVitestReport(report, status ?? 1));
}

const IMPORT = "import { expect, test } from 'vitest';\n";

test('passed, failed and skipped tests are told apart', () => {
  const tests = `${IMPORT}test('a', () => {});\ntest('b', () => expect(1).toBe(2));\ntest.skip('c', () => {});\ntest.todo('d');\n`;
  expect(countOf({ 'a.test.js': tests })).toBe('1 passed, 1 failed, 2 skipped');
});

test('a file that cannot be loaded is a failure', () => {
  const files = { 'a.test.js': `${IMPORT}test('a', () => {});\n`, 'b.test.js': "import './not-there.js';\n" };
  expect(countOf(files)).toBe('1 passed, 1 failed');
});

test('an error beside the tests is a failure', () => {
  const tests = `${IMPORT}test('a', () => {});\nvoid Promise.reject(new Error('beside'));\n`;
  expect(countOf({ 'a.test.js': tests })).toBe('1 passed, 1 failed');
});

test('no test at all is a failure', () => {
  expect(countOf({})).toBe('0 passed, 1 failed');
});
