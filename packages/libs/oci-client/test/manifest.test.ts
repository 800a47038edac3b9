import { isForbiddenName } from '@gatehouse/parts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DOCKER_LIST,
  DOCKER_MANIFEST,
  digestOf,
  isRegistryError,
  LARGEST_MANIFEST,
  OCI_INDEX,
  OCI_MANIFEST,
  parseImageConfig,
  parseManifest,
  renderIndex,
} from '../src/index.ts';

const content = (mediaType: string) => ({ mediaType, digest: digestOf(mediaType), size: 3 });
const config = content('application/vnd.oci.image.config.v1+json');
const image = {
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config,
  layers: [content('application/vnd.oci.image.layer.v1.tar')],
};
const index = { schemaVersion: 2, mediaType: OCI_INDEX, manifests: [content(OCI_MANIFEST)] };
const parse = (value: unknown, type = '') =>
  parseManifest(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), type, 'x.io/a:1');

describe('a manifest', () => {
  it('is known by its bytes', () => {
    const bytes = Buffer.from(JSON.stringify(image));
    expect(parse(image)).toMatchObject({
      descriptor: { mediaType: OCI_MANIFEST, digest: digestOf(bytes), size: bytes.length },
      manifest: { kind: 'image', config, layers: image.layers, annotations: {} },
    });
  });

  it.each([
    ['its own word', index, '', OCI_INDEX],
    [
      'what it was served as, where it says nothing',
      { ...index, mediaType: undefined },
      DOCKER_LIST,
      DOCKER_LIST,
    ],
    ['its content, where nothing is said', { ...index, mediaType: undefined }, '', OCI_INDEX],
    ['its configuration', { ...image, mediaType: undefined }, 'application/json', OCI_MANIFEST],
    [
      'the configuration of docker',
      { ...image, mediaType: undefined, config: content('application/vnd.docker.container.image.v1+json') },
      '',
      DOCKER_MANIFEST,
    ],
    ['its own word, whatever a registry calls it', index, 'application/octet-stream', OCI_INDEX],
  ])('has the type of %s', (_what, value, served, expected) => {
    expect(parse(value, served).descriptor.mediaType).toBe(expected);
  });

  it('keeps what the spec names, null as nothing', () => {
    const descriptor = {
      ...content(OCI_MANIFEST),
      urls: ['https://x'],
      annotations: { a: 'b' },
      data: 'e30=',
      platform: {
        os: 'windows',
        architecture: 'amd64',
        'os.version': '10',
        'os.features': ['f'],
        variant: '',
      },
      artifactType: 'a/b',
    };
    const { manifest } = parse({
      ...index,
      manifests: [descriptor, { ...content(OCI_MANIFEST), platform: null, annotations: null }],
      subject: content(OCI_MANIFEST),
      artifactType: 'c/d',
      annotations: { e: 'f' },
    });
    expect(manifest).toEqual({
      kind: 'index',
      mediaType: OCI_INDEX,
      artifactType: 'c/d',
      subject: content(OCI_MANIFEST),
      annotations: { e: 'f' },
      manifests: [
        {
          ...descriptor,
          platform: { os: 'windows', architecture: 'amd64', osVersion: '10', osFeatures: ['f'] },
        },
        content(OCI_MANIFEST),
      ],
    });
  });

  it.each([
    ['no JSON', 'hello', 'bytes that cannot be read'],
    ['a web page', '<html>', 'an HTML page'],
    ['half of one', JSON.stringify(index).slice(0, -5), 'ends in the middle'],
    [
      'a key twice',
      `{"schemaVersion":2,"mediaType":"${OCI_INDEX}","manifests":[],"manifests":[]}`,
      'a second time',
    ],
    ['a list', '[]', 'expected an object'],
    ['null', 'null', 'expected an object'],
    [
      'an index and an image at once',
      { ...index, ...image, mediaType: OCI_INDEX },
      'both "manifests" and "config"',
    ],
    ['an index with the layers of an image', { ...index, layers: [] }, 'both "manifests" and "layers"'],
    ['a key in other letters', { ...image, Manifests: [] }, 'the key "Manifests"'],
    ['the first schema', { schemaVersion: 1, name: 'x', fsLayers: [] }, 'the schemaVersion 1'],
    ['no schema', { ...image, schemaVersion: undefined }, 'the schemaVersion'],
    [
      'another type',
      { ...image, mediaType: 'application/vnd.cncf.helm' },
      'the media type "application/vnd.cncf.helm"',
    ],
    ['no list', { schemaVersion: 2, mediaType: OCI_INDEX }, 'no "manifests"'],
    ['a list that is none', { ...index, manifests: {} }, 'expected a list'],
    ['an entry that is none', { ...index, manifests: ['x'] }, '"x" at manifests[0]'],
    ['no configuration', { ...image, config: undefined }, 'at config'],
    [
      'a bad digest',
      { ...index, manifests: [{ ...content(OCI_MANIFEST), digest: 'sha256:../../x' }] },
      'manifests[0].digest',
    ],
    [
      'a negative size',
      { ...index, manifests: [{ ...content(OCI_MANIFEST), size: -1 }] },
      'manifests[0].size',
    ],
    [
      'a fraction as size',
      { ...index, manifests: [{ ...content(OCI_MANIFEST), size: 1.5 }] },
      'manifests[0].size',
    ],
    [
      'an endless size',
      { ...index, manifests: [{ ...content(OCI_MANIFEST), size: 2 ** 50 }] },
      'manifests[0].size',
    ],
    ['an annotation that is no text', { ...index, annotations: { a: 1 } }, '1 at annotations["a"]'],
    [
      'a platform with a slash in it',
      {
        ...index,
        manifests: [{ ...content(OCI_MANIFEST), platform: { os: 'linux/amd64', architecture: '' } }],
      },
      '"linux/amd64"',
    ],
    ['a prototype', '{"schemaVersion":2,"__proto__":{"manifests":[]}}', 'the key "__proto__"'],
    ['a deep nest', `{"schemaVersion":2,"x":${'['.repeat(50)}${']'.repeat(50)}}`, 'deeper nesting'],
    ['too many bytes', ' '.repeat(LARGEST_MANIFEST + 1), `at most ${LARGEST_MANIFEST}`],
  ])('that is %s is refused', (_what, value, found) => {
    try {
      parse(value);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toMatchObject({ kind: 'invalid', message: expect.stringContaining(found) });
      expect(thrown).toMatchObject({ message: expect.stringContaining('x.io/a:1') });
    }
  });

  it('that is served as something else is refused', () => {
    expect(() => parse(index, OCI_MANIFEST)).toThrow('while it was served as');
  });

  it('of any JSON is read or refused, never a crash', () => {
    const key = fc.constantFrom(
      'schemaVersion',
      'mediaType',
      'manifests',
      'config',
      'layers',
      'subject',
      'annotations',
      'platform',
      'digest',
      'size',
      'urls',
      'os',
      'x',
    );
    const leaf = fc.oneof(
      fc.constantFrom(2, OCI_INDEX, OCI_MANIFEST, digestOf('x'), null, true, -1, 1e300),
      fc.string(),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(key, tie('value'), { maxKeys: 6 }),
      ),
    }));
    const document = fc
      .dictionary(key, value, { maxKeys: 8 })
      .map((fields) => ({ schemaVersion: 2, ...fields }));
    fc.assert(
      fc.property(fc.oneof(document, value), fc.constantFrom('', OCI_INDEX, OCI_MANIFEST), refusedOrRead),
      { numRuns: 500 },
    );
  });

  it('of any bytes is read or refused, never a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(() => parseManifest(bytes, '', 'x')).toThrow(expect.objectContaining({ kind: 'invalid' }));
      }),
    );
  });
});

function refusedOrRead(value: unknown, type: string): void {
  try {
    expect(['index', 'image']).toContain(parse(value, type).manifest.kind);
  } catch (thrown) {
    if (!isRegistryError(thrown, 'invalid')) throw thrown;
  }
}

describe('the configuration of an image', () => {
  const read = (value: unknown) => parseImageConfig(Buffer.from(JSON.stringify(value)), 'x');

  it('says what it runs on, in the normal form, and when it was made', () => {
    expect(read({ os: 'linux', architecture: 'arm', created: '2026-11-20T00:00:00.5Z' })).toEqual({
      platform: { os: 'linux', architecture: 'arm', variant: 'v7' },
      stated: { os: 'linux', architecture: 'arm' },
      created: '2026-11-20T00:00:00.5Z',
    });
    expect(read({ os: 'linux', architecture: 'arm64', variant: 'v8' })).toEqual({
      platform: { os: 'linux', architecture: 'arm64' },
      stated: { os: 'linux', architecture: 'arm64', variant: 'v8' },
    });
  });

  it.each([
    {},
    { os: 'linux' },
    { os: 'unknown', architecture: 'unknown' },
    { architecture: 'amd64', created: 'yesterday' },
  ])('%j says nothing', (value) => {
    expect(read(value)).toEqual({});
  });

  it.each([[], 'x', { os: 1 }, { os: 'a/b', architecture: 'c' }])('%j is refused', (value) => {
    expect(() => read(value)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });
});

describe('a rendered index', () => {
  const digest = fc.string().map((text) => digestOf(text));
  const text = fc.string({ unit: 'grapheme', maxLength: 12 });
  const key = fc.stringMatching(/^[a-z0-9<>&.]{1,10}$/).filter((name) => !isForbiddenName(name));
  const annotations = fc.dictionary(key, text, { maxKeys: 4 });
  const descriptor = fc
    .record({ digest, size: fc.nat(), annotations, architecture: fc.constantFrom('amd64', 'arm64') })
    .map(({ architecture, annotations: notes, ...rest }) => ({
      mediaType: OCI_MANIFEST,
      ...rest,
      ...(Object.keys(notes).length > 0 && { annotations: notes }),
      platform: { os: 'linux', architecture },
    }));

  it.each(['prototype', 'constructor'])(
    'with the annotation %s is refused, as nobody could read it',
    (name) => {
      const annotations = { [name]: 'x' };
      const index = { mediaType: OCI_INDEX, manifests: [], annotations } as const;
      expect(() => renderIndex(index)).toThrow(`the annotation "${name}"`);
      const known = { mediaType: OCI_MANIFEST, digest: digestOf('x'), size: 1, annotations };
      expect(() => renderIndex({ ...index, manifests: [known], annotations: {} })).toThrow(`"${name}"`);
    },
  );

  it('reads back as it was', () => {
    fc.assert(
      fc.property(fc.array(descriptor, { maxLength: 4 }), annotations, (manifests, notes) => {
        const bytes = renderIndex({ mediaType: OCI_INDEX, manifests, annotations: notes });
        expect(parseManifest(bytes, OCI_INDEX, 'x').manifest).toEqual({
          kind: 'index',
          mediaType: OCI_INDEX,
          manifests,
          annotations: notes,
        });
      }),
    );
  });
});
