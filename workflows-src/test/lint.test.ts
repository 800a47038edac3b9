import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { toolOrSkip } from '../../tools/toolchain/index.ts';
import { rendered, sourceOf } from './sources.ts';

const SOURCES = ['ci.ts', 'merge-manifests.ts', 'version-manifests.ts', 'templates/version-manifests.ts'];
const folder = mkdtempSync(join(tmpdir(), 'lint-'));
const workflows = join(folder, '.github', 'workflows');
mkdirSync(workflows, { recursive: true });
const files = (await Promise.all(SOURCES.map(sourceOf))).map((workflow) => {
  const path = join(workflows, workflow.file);
  writeFileSync(path, rendered(workflow));
  return path;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Each line that `program` says, and its exit code. */
function say(program: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  return { status, lines: stdout.split('\n').filter(Boolean), stderr };
}

const actionlint = await toolOrSkip('actionlint');

/** What actionlint 1.7.12 does not know yet: https://github.com/rhysd/actionlint/issues/657 and /711. */
const UNKNOWN = [
  /unexpected key "queue" for "concurrency" section/,
  /specifying action "\$\/[\w-]+" in invalid format/,
];

describe.skipIf(actionlint === undefined)('actionlint', () => {
  test('knows everything but two words that GitHub has since learned', () => {
    const { lines } = say(actionlint ?? '', [
      '-oneline',
      '-no-color',
      '-shellcheck=',
      '-pyflakes=',
      ...files,
    ]);
    expect(lines.filter((line) => !UNKNOWN.some((form) => form.test(line)))).toEqual([]);
    expect(UNKNOWN.filter((form) => !lines.some((line) => form.test(line)))).toEqual([]);
  });
});

const zizmor = await toolOrSkip('zizmor');

describe.skipIf(zizmor === undefined)('zizmor', () => {
  test('finds nothing, however closely it looks', () => {
    const args = ['--offline', '--no-progress', '--persona', 'pedantic', '--format', 'plain', workflows];
    const { status, lines, stderr } = say(zizmor ?? '', args);
    expect(
      lines.filter((line) => !line.startsWith('No findings')),
      stderr,
    ).toEqual([]);
    expect(status).toBe(0);
  });
});
