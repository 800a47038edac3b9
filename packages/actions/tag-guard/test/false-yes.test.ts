import { expect, it } from 'vitest';
import { decide } from '../src/decide.ts';
import { reasonOf, resultOf, withoutFiles } from '../src/result.ts';
import { objections, play } from './play.ts';

const CONTEXT = {
  repository: 'o/r',
  sha: 'a'.repeat(40),
  runId: 7,
  runAttempt: 1,
  ref: 'refs/heads/v1.2.3',
  workflowRef: '',
  job: 'guard',
  serverUrl: '',
  apiUrl: '',
};

it('a branch whose name looks like a release is no tag, even when its bare name is handed over', async () => {
  const { outputs } = await play('v1.2.3', {}, { context: CONTEXT });
  expect(outputs).toMatchObject({
    ok: false,
    tag: undefined,
    reason: expect.stringContaining('"v1.2.3" is the branch of this run'),
    evidence: { plan: 'skip', code: 'not-a-tag' },
  });
});

it.each([
  ['the full ref of the tag', 'refs/tags/v1.2.3', 'refs/heads/v1.2.3'],
  ['the name of a tag, on another branch', 'v1.2.3', 'refs/heads/main'],
  ['the name of the tag of the run', 'v1.2.3', 'refs/tags/v1.2.3'],
])('%s is a tag', async (_, given, ref) => {
  const { outputs } = await play(given, {}, { context: { ...CONTEXT, ref } });
  expect(outputs.ok).toBe(true);
});

it('a list of nothing but comments is refused, for it compares nothing', async () => {
  await expect(play('refs/tags/v1.2.3', { files: '# Cargo.toml\n' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('files: found no path'),
  });
});

it.each([
  ['a comment', '<!--\n## [0.5.1] - template\n-->\n\n## [0.5.0]\n'],
  ['a block of code', '```md\n## [0.5.1]\n```\n\n## [0.5.0]\n'],
  ['a block of code that has no end', '## [0.5.0]\n\n~~~~\n## [0.5.1]\n'],
])('a heading in %s of a change log is none', async (_, text) => {
  const { ok, said } = await objections('CHANGELOG.md', { 'CHANGELOG.md': text });
  expect({ ok, said }).toEqual({
    ok: false,
    said: [expect.stringContaining('"newest release" is "0.5.0", expected 0.5.1')],
  });
});

const LITERAL = '__version__ = "0.5.1"\n';

it.each([
  ['is added to', `${LITERAL}__version__ += ".dev0"\n`],
  ['is imported', `${LITERAL}from ._version import __version__\n`],
  [
    'is imported under another name',
    `${LITERAL}try:\n    from ._v import version as __version__\nexcept ImportError: ...\n`,
  ],
  ['is imported in parentheses', `${LITERAL}from ._v import (\n    a,\n    __version__,\n)\n`],
  ['is unpacked', `${LITERAL}__version__, commit = read()\n`],
  ['is deleted', `${LITERAL}del __version__\n`],
  ['is assigned after a semicolon', `${LITERAL}x = 1; __version__ = "0.5.2"\n`],
])('a __version__ that %s is not the literal', async (_, text) => {
  expect((await objections('a.py', { 'a.py': text })).ok).toBe(false);
});

it.each([
  ['a docstring', `"""\n${LITERAL}"""\n`],
  ['a text in single quotes', `x = '''\n${LITERAL}'''\n`],
])('a __version__ in %s is none', async (_, text) => {
  expect((await objections('a.py', { 'a.py': text })).ok).toBe(false);
});

it('a __version__ beside docstrings and uses of it is the literal', async () => {
  const text = `"""The package's text, version __version__."""\n__all__ = ["__version__"]\n${LITERAL}print(__version__, sep="")\nif __version__ == "x": pass\n# __version__ += 1\n`;
  expect(await objections('a.py', { 'a.py': text })).toEqual({ ok: true, said: [] });
});

it('listed files of which nothing was compared are no proof', () => {
  const decision = decide(
    { kind: 'tag', tag: 'v1.2.3', spelling: 'full-ref' },
    { prefix: 'v', preReleases: 'refuse' },
  );
  if (decision.kind !== 'release') throw new Error(decision.reason);
  const results = [resultOf(decision, []), withoutFiles(decision)];
  expect(results.map((result) => ({ kind: result.kind, reason: reasonOf(result) }))).toEqual([
    { kind: 'refuse', reason: 'no listed place states the version 1.2.3 of the tag "v1.2.3"' },
    { kind: 'release', reason: '"v1.2.3" is the release 1.2.3' },
  ]);
});
