import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeLayout } from '../../../../tools/oci/layout.ts';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import { startRealRegistry } from '../../../../tools/oci/real-registry.ts';
import { descriptor, json, sampleImage } from '../../../../tools/oci/sample-image.ts';
import { layoutSource, OCI_INDEX, openLayout, parseRepository, resolveInLayout } from '../src/index.ts';
import { testClient } from './client.ts';

const images = ['amd64', 'arm64'].map((architecture) => sampleImage({ architecture }));
const [amd64, arm64] = images as [(typeof images)[0], (typeof images)[0]];
const index = json(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests: images.map(descriptor) });
const everything = [index, ...images, ...images.flatMap(({ blobs }) => blobs)];

describe('a layout', () => {
  it('with one image needs neither tag nor digest', async () => {
    await using folder = await writeLayout(everything, [['', index]]);
    expect(resolveInLayout(await openLayout(folder.path), folder)).toMatchObject({ digest: index.digest });
  });

  it('with several images needs one', async () => {
    await using folder = await writeLayout(everything, [
      ['a', amd64],
      ['b', arm64],
    ]);
    const layout = await openLayout(folder.path);
    expect(resolveInLayout(layout, { path: '', tag: 'b' })).toMatchObject({ digest: arm64.digest });
    expect(resolveInLayout(layout, { path: '', digest: amd64.digest })).toMatchObject({
      digest: amd64.digest,
    });
    expect(() => resolveInLayout(layout, { path: '' })).toThrow('several images (a, b)');
    expect(() => resolveInLayout(layout, { path: '', tag: 'c' })).toThrow(
      expect.objectContaining({ kind: 'absent' }),
    );
  });

  it('whose blob is not what its name says is refused', async () => {
    await using folder = await writeLayout(everything, [['', index]]);
    await writeFile(join(folder.path, 'blobs', 'sha256', index.digest.slice(7)), `${index.bytes} `);
    const source = layoutSource(await openLayout(folder.path));
    await expect(source.manifest(index)).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(index.digest),
    });
  });

  it('that lacks a blob says so', async () => {
    await using folder = await writeLayout(images, [['', index]]);
    await expect(layoutSource(await openLayout(folder.path)).manifest(index)).rejects.toMatchObject({
      kind: 'absent',
    });
  });

  it.each([
    [
      'is not there',
      (path: string) => rm(path, { recursive: true }).then(() => writeFile(path, '')),
      'no readable "oci-layout"',
    ],
    [
      'has another version',
      (path: string) => writeFile(join(path, 'oci-layout'), '{"imageLayoutVersion":"2.0"}'),
      'the layout version "2.0"',
    ],
    ['has no version', (path: string) => writeFile(join(path, 'oci-layout'), 'x'), 'the layout version'],
    ['has no index', (path: string) => rm(join(path, 'index.json')), 'no readable "index.json"'],
    [
      'has something else as its index',
      (path: string) => writeFile(join(path, 'index.json'), '{"schemaVersion":2}'),
      'no "manifests"',
    ],
  ])('that %s is refused', async (_what, spoil, found) => {
    await using folder = await writeLayout(everything, [['', index]]);
    await spoil(folder.path);
    await expect(openLayout(folder.path)).rejects.toThrow(found);
  });

  it.skipIf(!ociProgramsOrSkip('docker-registry'))('is copied to a registry as it is', async () => {
    await using folder = await writeLayout(everything, [['', index]]);
    await using registry = await startRealRegistry('docker-registry');
    const target = parseRepository(`${registry.host}/acme/widgets`);
    const client = testClient();
    const layout = await openLayout(folder.path);
    const copied = await client.copyImage(layoutSource(layout), resolveInLayout(layout, folder), target);
    expect(copied).toEqual({ manifests: 3, blobs: { present: 0, mounted: 0, uploaded: 4 } });
    const found = await client.getManifest(target, { kind: 'digest', digest: index.digest });
    expect(Buffer.from(found.bytes)).toEqual(index.bytes);
  });
});
