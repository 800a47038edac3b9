import { writeFileSync } from 'node:fs';
import { link, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE_PARTS } from './hostile-parts.ts';
import { archive, forged, MATRIX, PPC, PPC_22, partOf, rebuilt, renderPart, S390X } from './legs.ts';
import { type MergeCall, ROOT, type Stand, setUp, setUpFolder } from './scene.ts';

// The numbers are those of a list of inputs that have broken manifests, or could. R: refused, the merge
// fails. X: left out and reported. C: a conflict that names both. N: normalised. I: idempotent.

let shared: Stand;
beforeAll(async () => {
  shared = await setUp();
});
afterAll(() => shared[Symbol.asyncDispose]());

/** Nothing is written, and error, outputs and summary say why. */
async function expectRefused(call: MergeCall, code: string, said: string, stand = shared): Promise<void> {
  const before = await stand.scene.head();
  const merged = await stand.merge(call);
  expect([merged.code, merged.message]).toEqual([code, expect.stringContaining(said)]);
  expect(merged.outputs).toMatchObject({ changed: false, commit: '' });
  expect(merged.evidence).toMatchObject({ verdict: 'failed', error: { code } });
  expect(merged.summary).toContain('### Version manifests: nothing was written');
  expect(merged.summary).toContain(`**Why it failed (${code})**`);
  expect(await stand.scene.head()).toBe(before);
}

/** The folder of a leg with a file that claims to be a part. */
const part = (content: string | Uint8Array): MergeCall => ({ raw: { 'leg/part.json': content } });

describe('parts that are refused', () => {
  const rows = Object.entries(HOSTILE_PARTS).flatMap(([row, parts]) =>
    parts.map((hostile) => [row, ...hostile] as const),
  );

  test.concurrent.each(rows)('row %s: %s', async (_row, _what, content, said) => {
    await expectRefused({ ...part(content), step: { layout: 'version-arch' } }, 'INVALID_PART', said);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.concurrent('row 10: a symbolic link to a file or to a folder', async () => {
    const outside = join(shared.folder, 'outside.json');
    await writeFile(outside, renderPart(partOf([PPC])));
    for (const target of [outside, shared.folder]) {
      const plant = (folder: string) => symlink(target, join(folder, 'part.json'));
      await expectRefused({ plant }, 'INVALID_PART', 'found a symbolic link');
    }
  });

  test.concurrent('row 10: a hard link to a file outside', async () => {
    const outside = join(shared.folder, 'linked.json');
    await writeFile(outside, renderPart(partOf([PPC])));
    const plant = (folder: string) => link(outside, join(folder, 'part.json'));
    await expectRefused({ plant }, 'INVALID_PART', 'found a file with 2 hard links');
  });

  test.concurrent('row 11: a part of 200 MB', async () => {
    const plant = async (folder: string) => {
      await writeFile(join(folder, 'part.json'), '{');
      await truncate(join(folder, 'part.json'), 200_000_000);
    };
    await expectRefused({ plant }, 'INVALID_PART', 'found 200000000 bytes, expected at most 8388608');
  });

  test.concurrent('row 11: 5,000 files', async () => {
    const plant = async (folder: string) => {
      for (let at = 0; at < 5000; at += 1) writeFileSync(join(folder, `${at}.json`), '{}');
    };
    await expectRefused({ plant }, 'TOO_MANY_FILES', 'more than 4000 files');
  });

  test.concurrent('row 18: a JSON file that is neither a part nor a known report', async () => {
    const raw = { 'leg/values.json': '{"answer": 42}' };
    await expectRefused({ files: [PPC], raw }, 'INVALID_PART', '"leg/values.json": found an object');
  });

  test.concurrent.each([
    ['run', { runId: 999 }, 'found run 999, expected 1001'],
    ['commit', { sha: 'f00d'.repeat(10) }, 'found commit "f00df00d'],
    ['repository', { repository: 'octo/others' }, 'found repository "octo/others"'],
  ])('row 21: a part of another %s', async (_, run, said) => {
    const { repository = 'octo/pythons' } = run as { repository?: string };
    const file = { ...PPC, download_url: PPC.download_url.replace('octo/pythons', repository) };
    // The URL is that of the releases all the same, so that the record alone is what is wrong.
    const found = forged(
      (record) => {
        record.entries = [PPC];
      },
      partOf([file], { run }),
    );
    await expectRefused({ files: [S390X], ...part(found) }, 'FOREIGN_PART', said);
  });
});

describe('parts that contradict each other', () => {
  test.concurrent('row 6: one key in two parts, with another URL and sha256', async () => {
    const raw = {
      'a/part.json': renderPart(partOf([PPC])),
      'b/part.json': renderPart(partOf([rebuilt(PPC), PPC_22], { key: '3.14.2' })),
    };
    await expectRefused({ raw }, 'PART_CONFLICT', 'stands in "b/part.json" and in "a/part.json"');
    const { outputs } = await shared.merge({ raw });
    expect(outputs.conflicts).toMatchObject([{ sources: ['b/part.json', 'a/part.json'] }]);
  });

  test.concurrent('row 25: one archive for two arches', async () => {
    const files = [PPC, { ...S390X, sha256: PPC.sha256 ?? '' }];
    await expectRefused({ files }, 'PART_CONFLICT', 'which cannot run on both machines');
  });
});

describe('what is published', () => {
  const published = (version: string, files: unknown = []) => ({
    version,
    stable: true,
    release_url: '',
    files,
  });

  test.concurrent.each([
    ['cut off', '[{"version": "3.1', 'no JSON'],
    ['with files as an object', JSON.stringify([published('3.13.1', {})]), 'files is an object'],
    ['unsorted', JSON.stringify([published('3.12.1'), published('3.13.1')]), 'versions must descend'],
    ['duplicated', JSON.stringify([published('3.13.1'), published('3.13.1')]), 'is there already'],
  ])('row 22: a manifest that is %s is refused by its path', async (_, text, said) => {
    await using stand = await setUp({ [ROOT]: text });
    await expectRefused({ files: [PPC] }, 'UNSOUND_MANIFEST', said, stand);
    await expectRefused({ files: [PPC] }, 'UNSOUND_MANIFEST', ROOT, stand);
  });

  test.concurrent('row 26: an older run that comes last is refused', async () => {
    await using stand = await setUp();
    await stand.merge({ files: [PPC], run: { runId: 1105 } });
    await expectRefused({ files: [rebuilt(PPC)] }, 'SUPERSEDED', 'is older than run 1105', stand);
  });

  test.concurrent('row 27: a version that loses keys does so by policy only, and aloud', async () => {
    await using stand = await setUp();
    await stand.merge({ files: MATRIX });
    const [kept, gone] = ['merge-files', 'replace-version'].map(
      (choice, at) => () =>
        stand.merge({ files: [rebuilt(PPC)], step: { 'on-published': choice }, run: { runId: 1002 + at } }),
    );
    expect((await kept?.())?.evidence.proposal?.changes).toMatchObject([{ state: 'replaced' }]);
    const { evidence, log } = (await gone?.()) ?? {};
    expect(evidence?.proposal?.changes).toHaveLength(3);
    expect(log?.filter((line) => line.startsWith('warning: '))).toHaveLength(3);
    const error = { files: [PPC], step: { 'on-published': 'error' }, run: { runId: 1004 } };
    await expectRefused(error, 'PUBLISHED_CONFLICT', 'is published already', stand);
  });
});

describe('too little', () => {
  const raw = { 'trivy-report.json': '{"SchemaVersion": 2, "ArtifactName": "x"}' };

  test.concurrent('row 19: nothing but scan reports', () =>
    expectRefused({ raw }, 'NO_PARTS', 'Look at the legs: none left a part.'));

  test.concurrent('row 19: no part at all', () => expectRefused({}, 'NO_PARTS', 'Set "allow-empty"'));

  test.concurrent('row 20: three parts of four', async () => {
    const keys = ['22.04', '24.04'].flatMap((pinned) =>
      ['ppc64le', 's390x'].map((arch) => `3.14.2 / linux / ${pinned} / ${arch}`),
    );
    const call = { files: MATRIX.slice(0, 3), step: { expected: keys.join('\n') } };
    await expectRefused(call, 'PARTS_MISSING', 'Missing: "3.14.2 / linux / 22.04 / s390x"');
  });
});

describe('what is taken', () => {
  test.concurrent('row 7: the same entry twice is one', async () => {
    await using stand = await setUpFolder();
    const raw = { 'again/part.json': renderPart(partOf([PPC])) };
    const { code, outputs } = await stand.merge({ files: [PPC], raw });
    expect([code, outputs.conflicts]).toEqual(['', []]);
    expect((await stand.manifest()).flatMap(({ files }) => files)).toHaveLength(1);
  });

  test.concurrent('row 8: of two attempts the newest counts, and the other is reported', async () => {
    await using stand = await setUpFolder();
    const run = { runAttempt: 2 };
    const parts = [partOf([rebuilt(PPC)], { run }), partOf([PPC])];
    const { evidence } = await stand.merge({ parts, run });
    expect(evidence.parts?.replaced_attempts).toMatchObject([{ kept_attempt: 2, dropped_attempt: 1 }]);
    expect(await stand.text()).toContain(rebuilt(PPC).download_url);
  });

  test.concurrent('row 13: a byte order mark is read and not written, CRLF only where it was', async () => {
    await using stand = await setUpFolder({ [ROOT]: '\ufeff[]\n' });
    const text = `\ufeff${renderPart(partOf([PPC])).replaceAll('\n', '\r\n')}`;
    expect((await stand.merge(part(text))).code).toBe('');
    const written = await stand.text();
    expect(written).toBe(`${JSON.stringify(JSON.parse(written), null, 2)}\n`);
  });

  test.concurrent('row 16: stable is worked out from the version', async () => {
    await using stand = await setUpFolder();
    await stand.merge({ files: [archive('3.15.0-rc.1', 's390x'), PPC] });
    expect((await stand.manifest()).map(({ stable }) => stable)).toEqual([false, true]);
  });

  test.concurrent('row 18: reports, logs and gate results are left out, each with its reason', async () => {
    await using stand = await setUpFolder();
    const raw = {
      'leg/report.json': '{"SchemaVersion": 2, "ArtifactName": "x", "Results": []}',
      'leg/bom.json': '{"bomFormat": "CycloneDX", "specVersion": "1.6"}',
      'leg/doc.json': '{"spdxVersion": "SPDX-2.3"}',
      'leg/results.json': '{"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "runs": []}',
      'leg/trivy-gate-result.json': '{"result": "pass"}',
      'leg/build.log': 'make: done\n',
    };
    const { code, evidence, summary } = await stand.merge({ files: [PPC], raw });
    expect(code).toBe('');
    expect(evidence.parts?.excluded).toEqual([
      { name: 'leg/bom.json', reason: 'sbom' },
      { name: 'leg/build.log', reason: 'log' },
      { name: 'leg/doc.json', reason: 'sbom' },
      { name: 'leg/report.json', reason: 'scan report' },
      { name: 'leg/results.json', reason: 'scan report' },
      { name: 'leg/trivy-gate-result.json', reason: 'gate result' },
    ]);
    expect(summary).toContain('- leg/report.json: scan report');
    expect(await stand.text()).not.toMatch(/trivy|bom|log/);
  });

  test.concurrent('row 25: a sha256 in capitals is the same one; a missing one is told', async () => {
    await using stand = await setUpFolder();
    const capitals = { ...S390X, sha256: S390X.sha256?.toUpperCase() ?? '' };
    const { sha256: _, ...bare } = PPC;
    const raw = { 'again/part.json': renderPart(partOf([capitals])) };
    const { code, log } = await stand.merge({ files: [S390X, bare], raw });
    expect(code).toBe('');
    expect(log).toContainEqual(expect.stringMatching(/^warning: 1 files have no sha256/));
  });
});
