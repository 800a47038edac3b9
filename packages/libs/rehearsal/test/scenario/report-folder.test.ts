import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insistOnReportFolder } from '../../src/index.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'report-folder-'));
});
afterAll(() => rm(root, { recursive: true }));

test('H13: the check of a report folder leaves nothing', async () => {
  await insistOnReportFolder(join(root, 'not', 'yet'));
  expect(await readdir(root)).toEqual([]);
  await mkdir(join(root, 'used'));
  await writeFile(join(root, 'used', 'report.md'), 'the last one');
  await insistOnReportFolder(join(root, 'used'));
  expect(await readdir(join(root, 'used'))).toEqual(['report.md']);
});

test('H13: a report whose file is a folder is refused', async () => {
  await mkdir(join(root, 'taken', 'report.html'), { recursive: true });
  await expect(insistOnReportFolder(join(root, 'taken'))).rejects.toMatchObject({
    code: 'BAD_REPORT',
    message: expect.stringMatching(/report\.html" is a folder\.$/),
  });
});

// There, the kernel makes no folder, though the permissions of root allow it.
test.skipIf(!existsSync('/proc/self'))('H13: a place that only looks writable is refused', async () => {
  await expect(insistOnReportFolder('/proc/report')).rejects.toMatchObject({ code: 'BAD_REPORT' });
  await expect(insistOnReportFolder('/proc/report/of/this')).rejects.toMatchObject({ code: 'BAD_REPORT' });
});
