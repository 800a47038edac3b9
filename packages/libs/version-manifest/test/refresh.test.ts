import { expect, test } from 'vitest';
import { keyOf, lint, type Manifest, mergeIntoManifest, refreshFromUpstream } from '../src/index.ts';
import { renderText } from '../src/render.ts';
import { CLEAN, IBM_ROOT, parse, report, UPSTREAM } from './real.ts';

const own = [...CLEAN.values()].map(parse);
const isOwn = ({ download_url }: { readonly download_url: string }) => download_url.includes('/IBM/');
const merged = (...reported: ReturnType<typeof report>[]): Manifest => {
  const outcome = mergeIntoManifest([], reported, { onPublished: 'error' });
  return outcome.kind === 'merged' ? outcome.manifest : [];
};

test('the files of the source and its upstream give the very manifest that the source publishes', () => {
  const upstream = parse(IBM_ROOT).map((entry) => ({
    ...entry,
    files: entry.files.filter((file) => !isOwn(file)),
  }));
  const { manifest, added } = refreshFromUpstream(upstream, own);
  expect([
    added.length,
    [...renderText(manifest, { lineEnd: '\n', finalNewline: false })].join('') === IBM_ROOT,
  ]).toEqual([260, true]);
});

test('refreshing from what was refreshed changes nothing', () => {
  const { manifest } = refreshFromUpstream(parse(UPSTREAM), own);
  expect(refreshFromUpstream(manifest, own)).toEqual({ manifest, added: [], shadowed: [], conflicting: [] });
});

test('upstream’s entries stay as they are, its own files first', () => {
  const upstream = parse(UPSTREAM);
  const { manifest } = refreshFromUpstream(upstream, own);
  const theirs = manifest.map((entry) => ({ ...entry, files: entry.files.filter((file) => !isOwn(file)) }));
  const lastTheirs = manifest.map(({ files }) => files.findLastIndex((file) => !isOwn(file)));
  expect(theirs).toEqual(upstream);
  expect(lastTheirs).toEqual(upstream.map(({ files }) => files.length - 1));
});

test('what was refreshed may be written on, and holds no key twice', () => {
  const { manifest } = refreshFromUpstream(parse(UPSTREAM), own);
  const keys = manifest.flatMap(({ version, files }) => files.map((file) => keyOf({ ...file, version })));
  expect([
    new Set(keys).size,
    lint([...renderText(manifest, { lineEnd: '\n', finalNewline: true })].join('')).manifest?.length,
  ]).toEqual([2497, 248]);
});

test('without files of one’s own, upstream itself comes back', () => {
  const upstream = parse(UPSTREAM);
  expect(refreshFromUpstream(upstream, []).manifest).toBe(upstream);
});

test('a version that upstream lacks comes in its place', () => {
  const upstream = merged(report('3.15.0', 'x64'), report('3.14.1', 'x64'));
  const { manifest } = refreshFromUpstream(upstream, [
    merged(report('3.15.0-rc.10', 's390x')),
    merged(report('3.15.0-rc.2', 's390x')),
  ]);
  expect(manifest.map(({ version, stable }) => `${version} ${stable}`)).toEqual([
    '3.15.0 true',
    '3.15.0-rc.10 false',
    '3.15.0-rc.2 false',
    '3.14.1 true',
  ]);
});

test('a key that upstream has with other content stays upstream’s, and is told', () => {
  const upstream = merged(report('3.14.2', 's390x'));
  const refreshed = refreshFromUpstream(upstream, [merged(report('3.14.2', 's390x', '24.04', '3.14.2-2'))]);
  expect(refreshed).toEqual({
    manifest: upstream,
    added: [],
    shadowed: ['3.14.2 / linux / 24.04 / s390x'],
    conflicting: [],
  });
});

test('a key that two of one’s own manifests have with other content is told', () => {
  const mine = ['1', '2'].map((tag) => merged(report('3.14.2', 's390x', '24.04', tag)));
  expect(refreshFromUpstream([], mine).conflicting).toEqual(['3.14.2 / linux / 24.04 / s390x']);
});
