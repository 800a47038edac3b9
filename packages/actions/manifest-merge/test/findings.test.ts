import { ActionError } from '@gatehouse/action-kit';
import { describe, expect, test } from 'vitest';
import { type LintDeps, lintDeps } from '../src/deps.ts';
import { runLint } from '../src/lint/run.ts';
import { given } from './given.ts';
import { archive, PPC, rebuilt, S390X } from './legs.ts';
import { isCorrupt, readPzManifests } from './real-manifests.ts';
import { ROOT, setUp, setUpFolder } from './scene.ts';

const NEXT = { runId: 1002 };
const PZ = { repository: 'IBM/python-versions-pz' };
const corruptOf = (files: Readonly<Record<string, string | Uint8Array>>) =>
  Object.keys(files).filter(isCorrupt);

/** A file of the real repository, so that its URL is not foreign. */
function pzFile(version: string) {
  const { sha256: _, ...leg } = archive(version, 's390x');
  return { ...leg, download_url: leg.download_url.replace('octo/pythons', PZ.repository) };
}

test('M1: what the lint remarks is in the log, the summary and the evidence', async () => {
  const { sha256: _, size: __, version, ...file } = PPC;
  const fork = { ...file, download_url: PPC.download_url.replace('octo/pythons', 'fork/pythons') };
  const published = [{ version, stable: true, release_url: '', files: [fork] }];
  await using stand = await setUpFolder({ [ROOT]: JSON.stringify(published, null, 2) });
  const { code, log, summary, evidence } = await stand.merge({ files: [S390X], run: NEXT });
  const message = 'The URL is of "fork/pythons", not of octo/pythons.';
  expect(code).toBe('');
  expect(evidence.proposal?.notices).toMatchObject([{ file: ROOT, code: 'foreign-url', message }]);
  expect(log).toContainEqual(expect.stringContaining(message));
  expect(summary).toContain(message);
});

describe('M2: ten corrupt manifests next to the one that is written', () => {
  const step = { layout: 'version-arch', repository: PZ.repository };

  test('are named in the log, the summary and the evidence', async () => {
    const files = await readPzManifests();
    await using stand = await setUpFolder(files);
    const { code, log, summary, evidence } = await stand.merge({ files: [pzFile('3.14.9')], step, run: PZ });
    const corrupt = corruptOf(files);
    expect(code).toBe('');
    expect(evidence.proposal?.unsound).toMatchObject(corrupt.map((path) => ({ path })));
    for (const path of corrupt) {
      expect(summary).toContain(path);
      expect(log).toContainEqual(expect.stringContaining(path));
    }
  });

  test.each([
    ['a branch', setUp],
    ['a folder', setUpFolder],
  ] as const)('are found in %s by the mode lint, all at once, and nothing is written', async (_, place) => {
    const files = await readPzManifests();
    await using stand = await place(files);
    const { code, message, summary, outputs, evidence } = await stand.merge({
      step: { ...step, mode: 'lint' },
      run: PZ,
    });
    expect(code).toBe('UNSOUND_MANIFEST');
    expect(outputs).toMatchObject({ changed: false, commit: '' });
    expect(evidence).toMatchObject({ mode: 'lint', verdict: 'fail', write: null, proposal: null });
    expect(evidence.lint?.manifests).toBe(140);
    for (const path of corruptOf(files))
      expect([message, summary]).toEqual([expect.stringContaining(path), expect.stringContaining(path)]);
  });
});

describe('the mode lint', () => {
  test('needs no workflow run, so that it works on any machine', () => {
    const { context, place } = lintDeps({ GITHUB_REPOSITORY: 'octo/pythons' });
    expect({ context, place }).toEqual({
      context: undefined,
      place: {
        repository: 'octo/pythons',
        ref: '',
        serverUrl: 'https://github.com',
        apiUrl: 'https://api.github.com',
      },
    });
  });

  test('asks the repository of the input outside of a run', async () => {
    const world = lintDeps({});
    let asked = '';
    const deps: LintDeps = {
      ...world,
      exec: (command) => {
        const said = JSON.stringify([command.args, command.env]);
        asked = /https:\/\/github\.com\/[^"]+/.exec(said)?.[0] ?? asked;
        if (asked !== '') throw new ActionError({ code: 'STOPPED', message: 'Seen enough.' });
        return world.exec(command);
      },
    };
    const inputs = given({ mode: 'lint', repository: 'octo/pythons', branch: 'main' });
    if (inputs.mode !== 'lint') throw new Error(inputs.mode);
    await expect(runLint(inputs, deps)).rejects.toThrow();
    expect(asked).toBe('https://github.com/octo/pythons.git');
  });

  test('passes where every manifest is sound', async () => {
    await using stand = await setUpFolder();
    await stand.merge({ files: [PPC] });
    const { code, evidence } = await stand.merge({ step: { mode: 'lint' } });
    expect({ code, verdict: evidence.verdict, lint: evidence.lint }).toMatchObject({
      code: '',
      verdict: 'pass',
      lint: { manifests: 1, errors: 0 },
    });
  });

  test('fails where there is no manifest: nothing was seen', async () => {
    await using stand = await setUp();
    const { code, evidence } = await stand.merge({ step: { mode: 'lint' } });
    expect({ code, verdict: evidence.verdict }).toEqual({ code: 'NO_MANIFESTS', verdict: 'fail' });
  });

  test('fails where two manifests differ in case alone', async () => {
    await using stand = await setUp({
      'versions-manifests/3.14.0-RC.1-ppc64le.json': '[]',
      'versions-manifests/3.14.0-rc.1-ppc64le.json': '[]',
    });
    const { code, message } = await stand.merge({ step: { mode: 'lint', layout: 'version-arch' } });
    expect({ code, message }).toEqual({
      code: 'UNSOUND_MANIFEST',
      message: expect.stringContaining('differ in case alone'),
    });
  });
});

test('M4: every own manifest with errors is named when the root manifest is refreshed', async () => {
  const files = await readPzManifests();
  await using stand = await setUpFolder(files);
  const { code, message } = await stand.merge({
    step: {
      layout: 'version-arch',
      repository: PZ.repository,
      'allow-empty': 'true',
      'upstream-manifest': new URL(
        '../../../libs/version-manifest/fixtures/actions-python-versions/versions-manifest.json',
        import.meta.url,
      ).pathname,
    },
    run: PZ,
  });
  expect(code).toBe('UNSOUND_MANIFEST');
  for (const path of corruptOf(files)) expect(message).toContain(path);
});

test('M4: every manifest that repair cannot fix is named', async () => {
  await using stand = await setUpFolder({
    'versions-manifests/3.14.1-ppc64le.json': '<html>',
    'versions-manifests/3.14.1-s390x.json': '{}',
  });
  const { code, message } = await stand.merge({
    files: [PPC],
    step: { layout: 'version-arch', repair: 'true' },
  });
  expect(code).toBe('NOT_REPAIRABLE');
  expect(message).toContain('3.14.1-ppc64le.json');
  expect(message).toContain('3.14.1-s390x.json');
});

test('M5: a version whose manifest differs in case alone from a published one is refused', async () => {
  await using stand = await setUp({ 'versions-manifests/3.14.0-RC.1-ppc64le.json': '[]' });
  const before = await stand.scene.head();
  const { code, message } = await stand.merge({
    files: [archive('3.14.0-rc.1', 'ppc64le')],
    step: { layout: 'version-arch' },
  });
  expect({ code, message }).toEqual({
    code: 'PUBLISHED_CONFLICT',
    message: expect.stringContaining('3.14.0-RC.1-ppc64le.json'),
  });
  expect(await stand.scene.head()).toBe(before);
});

test('M6: a manifest with CRLF keeps it', async () => {
  await using stand = await setUpFolder();
  await stand.merge({ files: [PPC] });
  const before = (await stand.text()).replaceAll('\n', '\r\n');
  await using other = await setUpFolder({ [ROOT]: before });
  const { code } = await other.merge({ files: [rebuilt(S390X)], run: NEXT });
  const after = await other.text();
  expect(code).toBe('');
  expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  const lines = new Set(after.split('\r\n'));
  expect(before.split('\r\n').filter((line) => !lines.has(line))).toEqual([]);
});

test('T11: files in a folder are files that were written, and no commit or push', async () => {
  await using stand = await setUpFolder();
  const first = await stand.merge({ files: [PPC] });
  expect(first.evidence.write).toEqual({ kind: 'files-written', folder: expect.any(String), paths: [ROOT] });
  const { evidence } = await stand.merge({ files: [PPC] });
  expect(evidence.write).toMatchObject({ kind: 'files-unchanged' });
});

test('T11: a dry run has written nothing, and says so', async () => {
  await using stand = await setUpFolder();
  const { evidence, outputs } = await stand.merge({ files: [PPC], step: { 'dry-run': 'true' } });
  expect(evidence).toMatchObject({ verdict: 'dry-run', write: null });
  expect(outputs).toMatchObject({ changed: true, commit: '' });
});
