import { describe, expect, test } from 'vitest';
import { forged, MATRIX, PPC, PPC_22, partOf, rebuilt, S390X } from './legs.ts';
import { setUpFolder } from './scene.ts';

/** A part of another kind, whose content no manifest reads. */
const IMAGE = {
  'image/part.json': forged((part) => {
    const { entries: _, ...frame } = part;
    for (const field of Object.keys(part)) delete part[field];
    Object.assign(part, frame, { kind: 'image', key: 'linux/arm64', image: { platform: 'linux/arm64' } });
  }),
};

const keys = MATRIX.map(({ platform_version, arch }) => `3.14.2 / linux / ${platform_version} / ${arch}`);
const expected = JSON.stringify(keys);
const [, , S390X_KEY = '', S390X_22_KEY = ''] = keys;

test.concurrent.each([
  ['require-all', [PPC, PPC_22, S390X], false],
  ['allow-missing', [PPC], true],
  ['at-least: 3', [PPC, PPC_22, S390X], true],
  ['at-least: 3', [PPC, PPC_22], false],
])('%s, when the parts are %#', async (policy, files, written) => {
  await using stand = await setUpFolder();
  const { code, outputs } = await stand.merge({ files, step: { expected, policy } });
  expect([code, outputs.result]).toEqual([written ? '' : 'PARTS_MISSING', 'partial']);
  expect(outputs.missing).toEqual(keys.slice(files.length).toSorted());
  const found = await stand.manifest().catch(() => []);
  expect(found.flatMap((version) => version.files)).toHaveLength(written ? files.length : 0);
});

test.concurrent('what is missing stands in the error, the outputs and the summary', async () => {
  await using stand = await setUpFolder();
  const { message, outputs, summary } = await stand.merge({ files: [PPC, PPC_22], step: { expected } });
  expect(message).toContain('2 of 4 expected keys are there; the policy require-all wants every one.');
  expect(message).toContain(`Missing: "${S390X_22_KEY}", "${S390X_KEY}"`);
  expect(outputs).toMatchObject({ changed: false, missing: [S390X_22_KEY, S390X_KEY] });
  expect(summary).toContain('### Version manifests: nothing was written');
  expect(summary).toContain('| 3.14.2 | ⚪ reported | 🔴 missing | ⚪ reported | 🔴 missing |');
});

test.concurrent('all that was expected is complete, and more than that no reason against it', async () => {
  await using stand = await setUpFolder();
  const step = { expected: keys.slice(0, 2).join('\n') };
  const { outputs, evidence, summary } = await stand.merge({ files: [PPC, PPC_22, S390X], step });
  expect(outputs).toMatchObject({ changed: true, result: 'complete', missing: [] });
  expect(evidence.coverage).toMatchObject({ unexpected: [S390X_KEY] });
  expect(summary).toContain(`**Reported, but not expected**\n\n- ${S390X_KEY}`);
});

test.concurrent('what another merge of the run expects is left to it, be it an image or in dispute', async () => {
  await using stand = await setUpFolder();
  const step = { expected: keys.slice(0, 2).join('\n'), unexpected: 'leave' };
  const disputed = [partOf([S390X], { key: 'a' }), partOf([rebuilt(S390X)], { key: 'b' })];
  const { code, outputs, evidence, summary } = await stand.merge({
    files: [PPC, PPC_22],
    parts: disputed,
    raw: IMAGE,
    step,
  });
  expect([code, outputs.result, outputs.conflicts]).toEqual(['', 'complete', []]);
  expect(evidence).toMatchObject({
    parts: { left: ['a', 'b', 'linux/arm64 (image)'] },
    coverage: { unexpected: [] },
  });
  expect(summary).toContain('**Left to another merge of this run**\n\n- a\n- b\n- linux/arm64 (image)');
  expect((await stand.manifest()).flatMap(({ files }) => files)).toHaveLength(2);
});

test.concurrent('a part counts by its key as well as by the files that it reports', async () => {
  await using stand = await setUpFolder();
  const step = { expected: keys.slice(0, 2).join('\n'), unexpected: 'leave' };
  const parts = [partOf([PPC], { key: 'one leg of several files' })];
  const { outputs, evidence } = await stand.merge({ files: [PPC_22], parts, step });
  expect([outputs.result, evidence.parts?.left]).toEqual(['complete', []]);
});

test.concurrent('with unexpected: error, a key that nobody planned stops everything', async () => {
  await using stand = await setUpFolder();
  const step = { expected: keys.slice(0, 2).join('\n'), unexpected: 'error' };
  const { code, message } = await stand.merge({ files: [PPC, PPC_22, S390X], step });
  expect(code).toBe('PARTS_UNEXPECTED');
  expect(message).toContain(`report keys that "expected" does not name: "${S390X_KEY}".`);
  await expect(stand.text()).rejects.toThrow('ENOENT');
  expect((await stand.merge({ files: [PPC, PPC_22], step })).code).toBe('');
});

test.concurrent('a missing key keeps what is published of it, even when its version is replaced', async () => {
  await using stand = await setUpFolder();
  await stand.merge({ files: MATRIX });
  const step = { expected, policy: 'allow-missing', 'on-published': 'replace-version' };
  const { outputs } = await stand.merge({ files: [PPC, PPC_22], step, run: { runId: 1002 } });
  expect(outputs).toMatchObject({ changed: false, result: 'partial', missing: [S390X_22_KEY, S390X_KEY] });
  expect((await stand.manifest()).flatMap(({ files }) => files)).toHaveLength(4);
});

describe('without any part', () => {
  test.concurrent('the merge fails, whatever was expected', async () => {
    await using stand = await setUpFolder();
    const { code, outputs, message } = await stand.merge({ step: { expected, policy: 'allow-missing' } });
    expect([code, outputs.result]).toEqual(['NO_PARTS', 'empty']);
    expect(message).toContain('Look at the legs: none left a part.');
  });

  test.concurrent('allow-empty ends it well, and writes nothing', async () => {
    await using stand = await setUpFolder();
    const { code, outputs } = await stand.merge({ step: { 'allow-empty': 'true' } });
    expect([code, outputs.result, outputs.changed]).toEqual(['', 'empty', false]);
    await expect(stand.text()).rejects.toThrow('ENOENT');
  });

  test.concurrent('a folder that is not there is no empty one', async () => {
    await using stand = await setUpFolder();
    const step = { 'allow-empty': 'true', 'parts-dir': '/nowhere/parts' };
    expect((await stand.merge({ step })).code).toBe('NO_PARTS_DIR');
  });
});
