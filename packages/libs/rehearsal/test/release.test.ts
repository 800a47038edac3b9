import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { assetList, interpreterArchive, pollution, release } from '../src/index.ts';

const archive = await interpreterArchive({ version: '3.14.2', arch: 'ppc64le', platformVersion: '24.04' });
const RELEASE = { repository: 'octo/widgets', tag: '3.14.2', files: [archive] };
const STEM = 'python-3.14.2-linux-24.04-ppc64le';

it('an asset tells the true size and digest of its file', () => {
  expect(release(RELEASE).assets).toMatchObject([
    {
      name: `${STEM}.tar.gz`,
      state: 'uploaded',
      size: archive.bytes.length,
      digest: `sha256:${createHash('sha256').update(archive.bytes).digest('hex')}`,
      browser_download_url: `https://github.com/octo/widgets/releases/download/3.14.2/${STEM}.tar.gz`,
    },
  ]);
});

it('a draft has no tag in its addresses and no time of publication', () => {
  const draft = release({ ...RELEASE, draft: true });
  expect([draft.tag_name, draft.draft, draft.published_at]).toEqual(['3.14.2', true, null]);
  expect(draft.assets[0]?.browser_download_url).toMatch(
    /\/releases\/download\/untagged-[0-9a-f]{20}\/python-/,
  );
});

it('a polluted list holds the archive and what scanners left beside it', () => {
  expect(
    assetList(RELEASE)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'SHA256SUMS',
    `${STEM}.log`,
    `${STEM}.sbom.json`,
    `${STEM}.tar.gz`,
    `${STEM}.tar.gz.sha256`,
    'trivy-gate-result.json',
    `trivy-${STEM}-secret.json`,
    `trivy-${STEM}-vuln.json`,
  ]);
});

it('every JSON file of the pollution is JSON, and the checksums are the archive’s', () => {
  const files = pollution([archive]);
  const json = files.filter(({ filename }) => filename.endsWith('.json'));
  expect(json.map(({ bytes }) => typeof JSON.parse(String(bytes)))).toEqual(Array(4).fill('object'));
  const sums = files.find(({ filename }) => filename === 'SHA256SUMS');
  const digest = createHash('sha256').update(archive.bytes).digest('hex');
  expect(String(sums?.bytes)).toBe(`${digest}  ${STEM}.tar.gz\n`);
});
