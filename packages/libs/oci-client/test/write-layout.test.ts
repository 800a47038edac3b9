import { mkdtempDisposable, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  blobName,
  createLayout,
  type Descriptor,
  digestOf,
  fetchToLayout,
  layoutSource,
  nameRoot,
  OCI_MANIFEST,
  openLayout,
  RegistryError,
  resolveInLayout,
  writeLayoutBlob,
} from '../src/index.ts';
import { quickClock } from './clock.ts';

const bytes = Buffer.from('a layer of some bytes');
const layer: Descriptor = { mediaType: 'x/layer', digest: digestOf(bytes), size: bytes.length };

/** A source whose n-th stream is the n-th of `streams`, and the last from then on. */
function sourceOf(...streams: readonly (() => ReadableStream<Uint8Array>)[]) {
  let opened = 0;
  const open = () => async () => {
    const stream = streams[Math.min(opened++, streams.length - 1)];
    if (stream === undefined) throw new Error('no stream');
    return stream();
  };
  return { name: 'memory', repository: undefined, open, opened: () => opened };
}

const whole = () => new Blob([bytes]).stream() as ReadableStream<Uint8Array>;
const damaged = () => new Blob(['another layer of bytes']).stream() as ReadableStream<Uint8Array>;
const broken = (): ReadableStream<Uint8Array> => {
  const cause = Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' });
  let pulled = 0;
  return new ReadableStream({
    pull: (controller) =>
      pulled++ === 0
        ? controller.enqueue(bytes.subarray(0, 5))
        : controller.error(new TypeError('terminated', { cause })),
  });
};

async function fetched(...streams: readonly (() => ReadableStream<Uint8Array>)[]) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'layout-'));
  await createLayout(folder.path);
  const source = sourceOf(...streams);
  const terms = { remainingMs: () => 60_000, clock: quickClock() };
  const blobs = async () => readdir(join(folder.path, 'blobs', 'sha256'));
  return {
    ...folder,
    source,
    blobs,
    done: fetchToLayout(source, [layer, layer], folder.path, terms),
    [Symbol.asyncDispose]: () => folder.remove(),
  };
}

describe('a blob that is fetched into a layout', () => {
  it('is there once, as it was', async () => {
    await using world = await fetched(whole);
    await world.done;
    expect(await readFile(join(world.path, blobName(layer.digest)))).toEqual(bytes);
    expect(world.source.opened()).toBe(1);
  });

  it('is fetched again where the connection breaks', async () => {
    await using world = await fetched(broken, broken, whole);
    await world.done;
    expect(await readFile(join(world.path, blobName(layer.digest)))).toEqual(bytes);
  });

  it('is fetched again where it arrives damaged once', async () => {
    await using world = await fetched(damaged, whole);
    await world.done;
    expect(await readFile(join(world.path, blobName(layer.digest)))).toEqual(bytes);
  });

  it('is not there where it arrives damaged twice', async () => {
    await using world = await fetched(damaged);
    await expect(world.done).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining(layer.digest),
    });
    expect(await world.blobs()).toEqual([]);
  });

  it('is not there where the registry has none', async () => {
    const absent = () => {
      throw new RegistryError({ kind: 'absent', message: 'No such blob.' });
    };
    await using world = await fetched(absent);
    await expect(world.done).rejects.toMatchObject({ kind: 'absent' });
    expect(world.source.opened()).toBe(1);
  });
});

it('a layout that was written is one that can be read', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'layout-'));
  const manifest = Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: OCI_MANIFEST, config: layer, layers: [] }),
  );
  const root = { mediaType: OCI_MANIFEST, digest: digestOf(manifest), size: manifest.length };
  await createLayout(folder.path);
  await writeLayoutBlob(folder.path, root.digest, manifest);
  await nameRoot(folder.path, root);
  const layout = await openLayout(folder.path);
  expect(resolveInLayout(layout, folder)).toEqual(root);
  expect(await layoutSource(layout).manifest(root)).toMatchObject({ descriptor: root });
});
