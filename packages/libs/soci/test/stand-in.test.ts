import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { programsOrSkip } from '@gatehouse/toolchain';
import { describe, expect, it } from 'vitest';
import { writeLayout } from '../../../../tools/oci/layout.ts';
import { writeStandIn } from '../../../../tools/soci/program.ts';
import { MIN_LAYER_SIZE, platformImage, type Sample, sampleIndex } from '../../../../tools/soci/sample.ts';

// No package of a distribution has soci, so its absence is no failure, on CI neither.
const hasReal = programsOrSkip(
  ['soci'],
  { ...process.env, CI: '' },
  'install a release to compare it with the stand-in.',
);

const two = [{ architecture: 'amd64', large: 2 }, { architecture: 'arm64' }] as const;
const docker = two.map((one) => ({ ...one, format: 'docker' as const }));
const zstd = 'application/vnd.oci.image.layer.v1.tar+zstd';
const all = ['--all-platforms'];

const cases: readonly (readonly [string, () => Promise<Sample>, readonly string[]])[] = [
  ['two platforms', () => sampleIndex(two), all],
  ['one of two platforms', () => sampleIndex(two), ['--platform', 'linux/arm64']],
  ['a platform that is not there', () => sampleIndex(two), ['--platform', 'linux/s390x']],
  ['a docker list', () => sampleIndex(docker, 'docker-list'), all],
  ['a single image', () => platformImage({ architecture: 'arm64' }), all],
  ['an index of one image', () => sampleIndex([{ architecture: 'amd64' }]), all],
  ['an attested index', () => sampleIndex(two, 'attested'), all],
  [
    'one platform with small layers',
    () => sampleIndex([{ architecture: 'amd64', large: 0 }, { architecture: 'arm64' }]),
    all,
  ],
  ['small layers only', () => sampleIndex([{ architecture: 'amd64', large: 0 }]), all],
  ['layers that cannot be read', () => sampleIndex([{ architecture: 'amd64', layerType: zstd }]), all],
  ['another span size', () => sampleIndex(two), [...all, '--span-size', '65536']],
];

describe.runIf(hasReal)('the stand-in does what the real soci does with', () => {
  it.each(cases)('%s', async (_what, make, options) => {
    const sample = await make();
    const folder = await mkdtemp(join(tmpdir(), 'soci-test-'));
    try {
      const standIn = await writeStandIn(join(folder, 'soci'));
      const [played, real] = [await run(standIn, sample, options), await run('soci', sample, options)];
      expect(played).toEqual(real);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

/** What a program makes of an image: exit code, lines, and documents, without what depends on tables of contents. */
async function run(program: string, sample: Sample, options: readonly string[]) {
  const contents = [...sample.manifests, ...sample.blobs];
  const digests = new Set<string>(contents.map(({ digest }) => digest));
  await using layout = await writeLayout(contents, [['', sample.root]]);
  const out = `${layout.path}-out`;
  const args = ['convert', '--standalone', '--format', 'oci-dir', '--min-layer-size', String(MIN_LAYER_SIZE)];
  const ended = await promisify(execFile)(program, [...args, ...options, layout.path, out]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
  const documents = ended.code === 0 ? await documentsIn(out) : [];
  await rm(out, { recursive: true, force: true });
  const known = (text: string) =>
    text
      .replace(/sha256:[0-9a-f]{64}/g, (digest) => (digests.has(digest) ? digest : 'new'))
      // The size of a table of contents, and of the documents whose digits it changes.
      .replace(/"digest":"new","size":\d+/g, '"digest":"new"');
  return {
    code: ended.code,
    stdout: known(ended.stdout).split('\n').sort(),
    stderr: known(ended.stderr),
    documents: documents.map(known),
  };
}

/** index.json, the index, and its manifests, as bytes. */
async function documentsIn(path: string): Promise<readonly string[]> {
  const blob = ({ digest }: { digest: string }) =>
    readFile(join(path, 'blobs', ...digest.split(':')), 'utf8');
  const top = await readFile(join(path, 'index.json'), 'utf8');
  const index = await blob(JSON.parse(top).manifests[0]);
  const manifests = await Promise.all(JSON.parse(index).manifests.map(blob));
  return [top, index, ...manifests, await readFile(join(path, 'oci-layout'), 'utf8')];
}
