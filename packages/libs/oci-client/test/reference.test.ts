import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  digestOf,
  formatImageLocation,
  formatReference,
  manifestName,
  parseDigest,
  parseImageLocation,
  parseReference,
  parseRepository,
  parseTag,
} from '../src/index.ts';

const DIGEST = digestOf('x');

it.each([
  ['debian', { registry: 'docker.io', path: 'library/debian' }],
  ['debian:12', { registry: 'docker.io', path: 'library/debian', tag: '12' }],
  ['acme/widgets', { registry: 'docker.io', path: 'acme/widgets' }],
  ['docker.io/debian', { registry: 'docker.io', path: 'library/debian' }],
  ['index.docker.io/acme/widgets:1', { registry: 'docker.io', path: 'acme/widgets', tag: '1' }],
  ['registry-1.docker.io/library/debian', { registry: 'docker.io', path: 'library/debian' }],
  ['ghcr.io/acme/widgets:v1.2.3-rc.1', { registry: 'ghcr.io', path: 'acme/widgets', tag: 'v1.2.3-rc.1' }],
  ['GHCR.io/acme/widgets', { registry: 'ghcr.io', path: 'acme/widgets' }],
  ['localhost/t', { registry: 'localhost', path: 't' }],
  ['localhost:5000/t:x', { registry: 'localhost:5000', path: 't', tag: 'x' }],
  ['[::1]:5000/a/b', { registry: '[::1]:5000', path: 'a/b' }],
  ['127.0.0.1:5000/a__b/c-d---e.f', { registry: '127.0.0.1:5000', path: 'a__b/c-d---e.f' }],
  [`ghcr.io/acme/widgets@${DIGEST}`, { registry: 'ghcr.io', path: 'acme/widgets', digest: DIGEST }],
  [
    `ghcr.io/acme/widgets:1@${DIGEST}`,
    { registry: 'ghcr.io', path: 'acme/widgets', tag: '1', digest: DIGEST },
  ],
  [`example.com/x:${'t'.repeat(128)}`, { registry: 'example.com', path: 'x', tag: 't'.repeat(128) }],
])('%s is read as docker reads it', (text, { registry, path, ...rest }) => {
  expect(parseReference(text)).toEqual({ repository: { registry, path }, ...rest });
});

it.each([
  ['', 'the path ""'],
  ['Debian', 'the path "Debian"'],
  ['acme/Widgets', 'the path "acme/Widgets"'],
  ['ghcr.io/', 'the path ""'],
  ['ghcr.io//a', 'the path "/a"'],
  ['ghcr.io/a/', 'the path "a/"'],
  ['ghcr.io/a..b', 'the path "a..b"'],
  ['ghcr.io/a/../b', 'the path "a/../b"'],
  ['ghcr.io/-a', 'the path "-a"'],
  ['ghcr.io/a b', 'the path "a b"'],
  ['-x.io/a', 'the registry "-x.io"'],
  ['user@host.io/a', 'the digest'],
  ['https://ghcr.io/a', 'the registry "https:"'],
  ['x.io:port/a', 'the registry "x.io:port"'],
  ['[::zz]:1/a', 'the registry "[::zz]:1"'],
  ['ghcr.io/a:', 'the tag ""'],
  ['ghcr.io/a:.x', 'the tag ".x"'],
  [`ghcr.io/a:${'t'.repeat(129)}`, 'the tag'],
  ['ghcr.io/a:1.0+x', 'the tag "1.0+x"'],
  ['ghcr.io/a@sha256:abc', 'the digest "sha256:abc"'],
  [`ghcr.io/a@${DIGEST}@${DIGEST}`, 'the digest'],
  [DIGEST.slice(7), 'an image id'],
  [`ghcr.io/${'a'.repeat(250)}`, 'a longer name'],
])('%s is refused', (text, found) => {
  expect(() => parseReference(text)).toThrow(found);
});

describe('a reference', () => {
  const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  const path = fc.array(
    fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('-')),
    { minLength: 1, maxLength: 3 },
  );
  const registry = fc.constantFrom(
    'ghcr.io',
    'docker.io',
    'localhost:5000',
    '[::1]:80',
    'registry.example.com',
  );
  const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined });
  const digest = fc.option(
    fc.string().map((text) => digestOf(text)),
    { nil: undefined },
  );
  const reference = fc.record({ registry, path, tag, digest }).map((parts) => ({
    repository: {
      registry: parts.registry,
      path:
        parts.path.length === 1 && parts.registry === 'docker.io'
          ? `library/${parts.path[0]}`
          : parts.path.join('/'),
    },
    ...(parts.tag !== undefined && { tag: parts.tag }),
    ...(parts.digest !== undefined && { digest: parts.digest }),
  }));

  it('is read back from its text as it was', () => {
    fc.assert(
      fc.property(reference, (one) => void expect(parseReference(formatReference(one))).toEqual(one)),
    );
  });

  it('of any text is read, or refused with a word of what is wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        try {
          expect(parseReference(formatReference(parseReference(text)))).toEqual(parseReference(text));
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'INVALID_REFERENCE' });
        }
      }),
    );
  });

  it('with a digest means the digest, else its tag, else latest', () => {
    expect(manifestName(parseReference(`x.io/a:1@${DIGEST}`))).toEqual({ kind: 'digest', digest: DIGEST });
    expect(manifestName(parseReference('x.io/a:1'))).toEqual({ kind: 'tag', tag: '1' });
    expect(manifestName(parseReference('x.io/a'))).toEqual({ kind: 'tag', tag: 'latest' });
  });
});

it.each([
  ['oci-layout:///srv/out', { path: '/srv/out' }],
  ['oci-layout://out/x:1.2', { path: 'out/x', tag: '1.2' }],
  [`oci-layout://./out@${DIGEST}`, { path: './out', digest: DIGEST }],
  ['oci-layout://C:\\out\\image:v1', { path: 'C:\\out\\image', tag: 'v1' }],
])('%s is a layout', (text, layout) => {
  expect(parseImageLocation(text)).toEqual({ kind: 'layout', layout });
  expect(formatImageLocation(parseImageLocation(text))).toBe(text);
});

it.each(['oci-layout://', 'oci-layout://x:', 'oci-layout://x@sha256:1'])('%s is refused', (text) => {
  expect(() => parseImageLocation(text)).toThrow('oci-layout://PATH');
});

it('digests are lowercase and whole', () => {
  const hex = '0123456789abcdef'.repeat(4);
  expect(parseDigest(`sha256:${hex}`)).toBe(`sha256:${hex}`);
  expect(parseDigest(`sha512:${hex}${hex}`)).toBe(`sha512:${hex}${hex}`);
  for (const text of [
    hex,
    `sha256:${hex}0`,
    `sha256:${hex.toUpperCase()}`,
    `sha512:${hex}`,
    `md5:${hex}`,
    '',
  ]) {
    expect(() => parseDigest(text)).toThrow('as a digest');
  }
});

it('a tag that cannot be one is refused', () => {
  expect(parseTag('_x.Y-1')).toBe('_x.Y-1');
  expect(() => parseTag('1.0+build')).toThrow('"1.0+build"');
});

it('a repository has no tag', () => {
  expect(() => parseRepository('ghcr.io/a/b:1')).toThrow('the path "a/b:1"');
});
