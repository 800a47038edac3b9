import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendSummary, cell, registerSecret, table } from '../src/index.ts';

describe('appendSummary', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gatehouse-summary-'));
    path = join(folder, 'summary.md');
    await writeFile(path, '');
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('adds to what is there', async () => {
    await appendFile(path, 'before\n');
    await appendSummary('# After', path);
    expect(await readFile(path, 'utf8')).toBe('before\n# After\n');
  });

  test('does nothing where the runner offers no summary', async () => {
    await expect(appendSummary('# Nowhere', '')).resolves.toBeUndefined();
  });

  test('shows no secret', async () => {
    registerSecret('summary-secret');
    await appendSummary('the summary-secret', path);
    expect(await readFile(path, 'utf8')).toBe('the ***\n');
  });

  test('cuts at a line what would make GitHub drop the whole summary, and says so', async () => {
    await appendSummary('zażółć gęślą jaźń\n'.repeat(100_000), path);
    const lines = (await readFile(path, 'utf8')).split('\n');
    expect((await stat(path)).size).toBeLessThan(1024 * 1024);
    expect(lines.slice(0, 2)).toEqual(['zażółć gęślą jaźń', 'zażółć gęślą jaźń']);
    expect(lines.slice(-4)).toEqual(['zażółć gęślą jaźń', '', '_Cut here: GitHub shows at most 1 MiB._', '']);
  });

  test('never passes the limit, however often it is called', async () => {
    for (let time = 0; time < 5; time++) await appendSummary('line\n'.repeat(100_000), path);
    expect((await stat(path)).size).toBeLessThan(1024 * 1024);
  });
});

describe('a table', () => {
  test('is Markdown with one line a row', () => {
    expect(table(['a', 'b'], [['1', '2']])).toBe('| a | b |\n| --- | --- |\n| 1 | 2 |');
  });

  test.each([
    ['a|b', 'a\\|b'],
    ['a\r\n\nb', 'a b'],
    ['<img src=x>', '&#60;img src=x&#62;'],
    ['`*_[x]~\\', '\\`\\*\\_\\[x\\]\\~\\\\'],
    ['&lt;', '&#38;lt;'],
  ])('takes %j as plain characters', (text, safe) => {
    expect(cell(text)).toBe(safe);
  });
});
