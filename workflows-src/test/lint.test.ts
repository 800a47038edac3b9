import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '@gatehouse/process';
import { lintWithActionlint, toolOrSkip } from '@gatehouse/toolchain';
import { afterAll, describe, expect, test } from 'vitest';
import { rendered, SOURCES, sourceOf } from './sources.ts';

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

/** What actionlint finds, and by which of its rules it says what GitHub has learned since. */
async function lint(paths: readonly string[]) {
  const order = { path: actionlint ?? '', files: paths, cwd: folder, env: process.env, exec: run };
  const result = await lintWithActionlint(order);
  if (result.kind === 'failed') throw new Error(result.why);
  return {
    found: result.findings.map(({ message }) => message),
    ignored: new Set(result.ignored.map(({ rule }) => rule)),
  };
}

describe.skipIf(actionlint === undefined)('actionlint', () => {
  test('knows everything but two words that GitHub has since learned', async () => {
    expect(await lint(files)).toEqual({ found: [], ignored: new Set(['action', 'syntax-check']) });
  });

  test.each([
    ['another word in a group', 'queue: max', 'queues: max', /unexpected key "queues" for "concurrency"/],
    [
      'an action by another short form',
      'uses: $/manifest-merge',
      'uses: $manifest-merge',
      /"\$manifest-merge" in invalid format/,
    ],
    [
      'an output that no step has',
      'steps.merge.outputs.result',
      'steps.merg.outputs.result',
      /property "merg" is not defined/,
    ],
    ['a need that is no job', '      - release-assets', '      - release-asset', /needs job "release-asset"/],
  ])('still finds %s', async (_, right, wrong, message) => {
    expect((await lint([mutant(right, wrong)])).found.join('\n')).toMatch(message);
  });
});

const zizmor = await toolOrSkip('zizmor');
const look = (path: string) =>
  say(zizmor ?? '', [
    '--offline',
    '--no-progress',
    '--color',
    'never',
    '--persona',
    'pedantic',
    '--format',
    'plain',
    path,
  ]);

describe.skipIf(zizmor === undefined)('zizmor', () => {
  test('finds nothing, however closely it looks', () => {
    const { status, lines, stderr } = look(workflows);
    expect(
      lines.filter((line) => !line.startsWith('No findings')),
      stderr,
    ).toEqual([]);
    expect(status).toBe(0);
  });

  test.each([
    ['a right for everything', '\npermissions: {}\n', '\npermissions: write-all\n', /excessive-permissions/],
    ['an expression in a script', 'red=0', `echo \${{ inputs.version }}`, /template-injection/],
    [
      'a right without a reason',
      'contents: write # lands the merged manifests in one commit',
      'contents: write',
      /undocumented-permissions/,
    ],
    [
      'an action at a branch',
      /actions\/checkout@[0-9a-f]{40} # v[\d.]+/,
      'actions/checkout@main',
      /unpinned-uses/,
    ],
  ])('still finds %s', (_, right, wrong, message) => {
    expect(look(mutant(right, wrong)).lines.join('\n')).toMatch(message);
  });
});

/** version-manifests.yml with one thing made wrong. */
function mutant(right: RegExp | string, wrong: string): string {
  const text = readFileSync(join(workflows, 'version-manifests.yml'), 'utf8');
  // A replacement is taken as it stands, without its `$`.
  const changed = text.replace(right, () => wrong);
  if (changed === text) throw new Error(`version-manifests.yml holds no ${right}`);
  const path = join(mkdtempSync(join(folder, 'mutant-')), '.github', 'workflows', 'version-manifests.yml');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, changed);
  return path;
}
