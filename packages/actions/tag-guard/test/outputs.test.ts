import { expect, it } from 'vitest';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import { readInputs } from '../src/inputs.ts';
import { reportOf } from '../src/report.ts';
import { play } from './play.ts';

it('sets the parts of a release', async () => {
  const { outputs, error, log, summary } = await play('refs/tags/v1.20.9007199254740993');
  const { evidence, ...rest } = outputs;
  expect({ rest, error, log, summary }).toEqual({
    rest: {
      ok: true,
      tag: 'v1.20.9007199254740993',
      version: '1.20.9007199254740993',
      major: '1',
      minor: '20',
      patch: '9007199254740993',
      prerelease: '',
      'is-prerelease': false,
      reason: '"v1.20.9007199254740993" is the release 1.20.9007199254740993',
    },
    error: undefined,
    log: ['info: Release: "v1.20.9007199254740993" is the release 1.20.9007199254740993.'],
    summary: '## Tag: ✅ release\n\n"v1.20.9007199254740993" is the release 1.20.9007199254740993.',
  });
  expect(evidence).toEqual({
    schema: 'gatehouse.tag-guard/v1',
    plan: 'release',
    code: null,
    reason: rest.reason,
    checked_at: '2026-01-02T00:00:00.000Z',
    run: null,
    ref: { tag: 'v1.20.9007199254740993' },
    policy: { prefix: 'v', pre_releases: 'refuse', dependencies: 'exact' },
    version: {
      text: '1.20.9007199254740993',
      major: '1',
      minor: '20',
      patch: '9007199254740993',
      prerelease: '',
      python: '1.20.9007199254740993',
    },
    files: [],
  });
});

it('tells a pre-release that is allowed', async () => {
  const { outputs } = await play('refs/tags/name/v1.2.0-rc.1', { prefix: 'name/v', 'pre-releases': 'allow' });
  expect(outputs).toMatchObject({
    ok: true,
    tag: 'name/v1.2.0-rc.1',
    version: '1.2.0-rc.1',
    patch: '0',
    prerelease: 'rc.1',
    'is-prerelease': true,
    evidence: { version: { python: '1.2.0rc1' } },
  });
});

it('leaves no tag and no version in the outputs of what is skipped', async () => {
  const { outputs, error, log, summary } = await play('refs/tags/v1.2.0-rc.1');
  const reason =
    'the tag "v1.2.0-rc.1" is a pre-release; expected a tag of the form "v" + MAJOR.MINOR.PATCH, such as "v1.2.3"';
  expect(error).toBeUndefined();
  expect(outputs).toMatchObject({
    ok: false,
    tag: undefined,
    version: undefined,
    major: undefined,
    minor: undefined,
    patch: undefined,
    prerelease: undefined,
    'is-prerelease': undefined,
    reason,
    evidence: { plan: 'skip', code: 'pre-release', ref: { tag: 'v1.2.0-rc.1' }, version: null, files: [] },
  });
  expect(log).toEqual([`notice: Nothing is released by this run: ${reason}.`]);
  expect(summary).toContain('## Tag: ⏭️ nothing is released');
});

it('looks at no file for a tag that is skipped', async () => {
  const { error, outputs } = await play('refs/tags/v1.2.0-rc.1', { files: 'Cargo.toml' });
  expect([error, outputs.ok]).toEqual([undefined, false]);
});

it('leaves no tag and no version in the outputs of what is refused', async () => {
  const files = { 'package.json': '{\n  "version": "1.2.2"\n}\n' };
  const { outputs, error, summary } = await play('refs/tags/v1.2.3', { files: 'package.json' }, { files });
  expect(error).toMatchObject({
    code: 'NOT_IN_LOCKSTEP',
    message:
      '1 of 1 place does not state the version 1.2.3 of the tag "v1.2.3":\n"package.json", line 2: "version" is "1.2.2", expected 1.2.3.',
  });
  expect(outputs).toMatchObject({
    ok: false,
    tag: undefined,
    version: undefined,
    evidence: {
      plan: 'refuse',
      version: { text: '1.2.3' },
      files: [
        {
          file: 'package.json',
          place: 'version',
          line: 2,
          verdict: 'differs',
          found: '1.2.2',
          expected: '1.2.3',
          why: null,
        },
      ],
    },
  });
  expect(summary).toContain('| package.json | 2 | version | "1.2.2" | 1.2.3 | ❌ differs |');
});

it('shows 30 places in the error and all in the summary, those that differ first', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `${at}/package.json`);
  const files = Object.fromEntries(names.map((name, at) => [name, `{"version": "1.2.${at === 0 ? 3 : 4}"}`]));
  const { error, summary } = await play('refs/tags/v1.2.3', { files: names.join('\n') }, { files });
  const lines = error?.message.split('\n') ?? [];
  expect([lines.length, lines.at(-1)]).toEqual([32, 'And 9 more, in the summary.']);
  const rows = summary.split('\n').filter((line) => line.includes('package.json'));
  expect([rows.length, rows.at(-1)]).toEqual([
    40,
    '| 0/package.json | 1 | version | "1.2.3" | 1.2.3 | ✅ equal |',
  ]);
});

it('names the run that asked in the evidence', async () => {
  const run = {
    repository: 'o/r',
    sha: 'a'.repeat(40),
    runId: 7,
    runAttempt: 2,
    workflowRef: 'w@r',
    job: 'guard',
  };
  const context = { ...run, ref: '', serverUrl: '', apiUrl: '' };
  const { outputs } = await play('refs/tags/v1.2.3', {}, { context });
  expect(outputs.evidence).toMatchObject({
    run: { repository: 'o/r', sha: run.sha, run_id: 7, run_attempt: 2, workflow_ref: 'w@r', job: 'guard' },
  });
});

it('a key of a file can be no command to the runner', async () => {
  const key = 'x\\n::error::x ##[error]x';
  const files = {
    'a/Cargo.toml': '[package]\nname = "a"\nversion = "1.2.3"\n',
    'Cargo.toml': `[package]\nname = "b"\nversion = "1.2.3"\n[dependencies]\n"${key}" = { package = "a", path = "a", version = 5 }\n`,
    'b/Cargo.toml': `[package]\nname = "c"\nversion = "1.2.3"\n[dependencies]\n"${key}" = { package = "a", version = "${key}" }\n`,
  };
  const { log, error, summary } = await play(
    'refs/tags/v1.2.3',
    { files: 'a/Cargo.toml\nCargo.toml\nb/Cargo.toml' },
    { files },
  );
  expect([error?.message, log.length]).toEqual([expect.stringContaining('"Cargo.toml" has 5 at '), 3]);
  expect([...log, error?.message, summary].join('\n')).not.toMatch(/^\s*::|##\[/m);
});

it('says that a ref could not be judged, and names no version', async () => {
  const inputs = readInputs((name) => ({ tag: 'refs/tags/v1.2.3', prefix: 'v' })[name] ?? '');
  const gate = { context: undefined, apiUrl: '', serverUrl: '' };
  const { outputs, summary } = reportOf(
    { kind: 'failed', error: new TypeError('x is\n::error::no function') },
    inputs,
    { gate, checkedAt: '2026-01-02T00:00:00.000Z' },
  );
  await assertEvidence('tag-guard', outputs.evidence);
  const reason = 'the ref could not be judged: "x is\\n::error::no function"';
  expect({ outputs, summary }).toMatchObject({
    outputs: {
      ok: false,
      tag: undefined,
      version: undefined,
      reason,
      evidence: { plan: 'failed', version: null },
    },
    summary: expect.stringContaining('## Tag: ❌ not judged'),
  });
});
