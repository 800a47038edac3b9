import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@gatehouse/process';
import { afterAll, describe, expect, test } from 'vitest';
import { lintWithActionlint, lintWithZizmor, toolOrSkip } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GOOD = `name: good
on: push
permissions: {}
concurrency:
  group: g
  queue: max
jobs:
  call:
    permissions: {}
    uses: $/.github/workflows/other.yml
  test:
    runs-on: ubuntu-24.04
    timeout-minutes: 3
    permissions:
      vulnerability-alerts: read # looks them up
    steps:
      - uses: $/manifest-part
      - run: echo "$TITLE"
        env:
          TITLE: \${{ github.event.issue.title }}
`;
let count = 0;

function order(path: string, text = GOOD) {
  const file = `.github/workflows/w${count++}.yml`;
  writeFileSync(join(folder, file), text);
  return { path, files: [file], cwd: folder, env: process.env, exec: run };
}

const actionlint = await toolOrSkip('actionlint');

describe.skipIf(actionlint === undefined)('actionlint', () => {
  const lint = (text?: string) => lintWithActionlint(order(actionlint ?? '', text));

  test('has nothing against what GitHub knows and it does not', async () => {
    const result = await lint();
    expect(result).toMatchObject({ kind: 'ran', findings: [] });
    const ignored = result.kind === 'ran' ? result.ignored.map(({ rule }) => rule) : [];
    expect(ignored.sort()).toEqual(['action', 'permissions', 'syntax-check', 'workflow-call']);
  });

  test.each([
    ['another word in a group', 'queue: max', 'queues: max', /unexpected key "queues"/],
    ['a queue that GitHub does not know', 'queue: max', 'queue: many', /unexpected key "queue"/],
    ['a queue that is an expression', 'queue: max', `queue: \${{ github.ref }}`, /unexpected key "queue"/],
    ['an action by another short form', '$/manifest-part', '$manifest-part', /"\$manifest-part" in invalid/],
    ['an action of this commit with a ref', '$/manifest-part', '$/manifest-part@', /./],
    [
      'a workflow by another short form',
      '$/.github/workflows/other',
      '$.github/workflows/other',
      /not following/,
    ],
    ['a scope that is not one', 'vulnerability-alerts', 'vulnerability-alarms', /unknown permission scope/],
    ['an expression in a script', 'echo "$TITLE"', `echo \${{ github.event.issue.title }}`, /untrusted/],
    ['a step without anything to do', '      - uses: $/manifest-part', '      - name: x', /./],
  ])('still finds %s', async (_, right, wrong, message) => {
    expect(GOOD).toContain(right);
    const result = await lint(GOOD.replace(right, () => wrong));
    const found = result.kind === 'ran' ? result.findings.map((one) => one.message) : [];
    expect(found.join('\n')).toMatch(message);
  });
});

const zizmor = await toolOrSkip('zizmor');

describe.skipIf(zizmor === undefined)('zizmor', () => {
  test('finds nothing in a good workflow', async () => {
    expect(await lintWithZizmor(order(zizmor ?? ''))).toEqual({ kind: 'ran', findings: [], ignored: [] });
  });

  test('names file, line and rule of what it finds', async () => {
    const one = order(zizmor ?? '', GOOD.replace('"$TITLE"', `\${{ github.event.issue.title }}`));
    expect(await lintWithZizmor(one)).toMatchObject({
      kind: 'ran',
      findings: [{ file: one.files[0], line: 18, rule: 'template-injection' }],
    });
  });

  test('fails when it cannot look', async () => {
    const one = order(zizmor ?? '', 'name: [\n');
    expect(await lintWithZizmor(one)).toMatchObject({
      kind: 'failed',
      why: expect.stringMatching(/^zizmor /),
    });
  });
});

describe.skipIf(process.platform === 'win32')('a linter that does not end as it should', () => {
  /** A program that says `said` and ends with `code`. */
  const program = (said: string, code: number) => {
    const path = join(folder, `program${count++}`);
    writeFileSync(path, `#!/bin/sh\ncat <<'END'\n${said}\nEND\nexit ${code}\n`, { mode: 0o755 });
    return path;
  };

  test.each([
    ['says nothing and ends well', '', 0],
    ['has findings and ends well', '[{"filepath":"x"}]', 0],
    ['has none and ends as with findings', '[]', 1],
    ['breaks', '[]', 3],
    ['says what is no list', '{}', 0],
  ])('has failed when it %s, and is never a pass', async (_, said, code) => {
    const path = program(said, code);
    expect(await lintWithActionlint(order(path))).toMatchObject({ kind: 'failed' });
    expect(await lintWithZizmor(order(path))).toMatchObject({ kind: 'failed' });
  });

  test('has failed when it is not there', async () => {
    const path = join(folder, 'nothing');
    expect(await lintWithActionlint(order(path))).toMatchObject({ kind: 'failed' });
    expect(await lintWithZizmor(order(path))).toMatchObject({ kind: 'failed' });
  });
});
