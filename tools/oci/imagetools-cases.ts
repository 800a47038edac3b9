import { descriptor, json, type SampleContent, type SampleImage, sampleImage } from './sample-image.ts';

const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';

/** Sources for `docker buildx imagetools create`, in the order of their platforms. */
export interface ImagetoolsCase {
  readonly name: string;
  readonly sources: readonly SampleContent[];
  /** What must be pushed before: images, then indexes. */
  readonly images: readonly SampleImage[];
  readonly indexes: readonly SampleContent[];
  readonly annotations: readonly string[];
}

/** One case for each rule that the bytes of an index follow. */
export function imagetoolsCases(): readonly ImagetoolsCase[] {
  const oci = (architecture: string, variant?: string) =>
    sampleImage({ architecture, ...(variant !== undefined && { variant }) });
  const docker = (architecture: string) => sampleImage({ architecture, format: 'docker' });
  const amd64 = oci('amd64');
  const arm64 = oci('arm64');
  const built = [attested('amd64'), attested('arm64')] as const;
  const ofImages = (name: string, images: readonly SampleImage[], annotations: readonly string[] = []) => ({
    name,
    sources: images,
    images,
    indexes: [],
    annotations,
  });
  const windows = sampleImage({ os: 'windows', architecture: 'amd64', osVersion: '10.0.20348.2700' });
  return [
    ofImages('oci-images', [amd64, arm64]),
    ofImages('docker-images', [docker('amd64'), docker('arm64')]),
    ofImages('mixed-types', [docker('amd64'), arm64]),
    ofImages('arm-variants', [oci('arm', 'v6'), oci('arm'), oci('arm64', 'v8')]),
    ofImages('windows', [amd64, windows]),
    ofImages('one-image', [amd64]),
    ofImages(
      'annotations',
      [amd64, arm64],
      [
        'index:org.opencontainers.image.title=My widgets = <all> & "more"',
        'index:org.opencontainers.image.source=https://example.com/acme/widgets?a=1&b=2',
        'index:zz.last=\u2028tab\tand ümläut 😀',
        'index:10=ten',
        'index:9=nine',
        'manifest-descriptor[linux/arm64]:com.example.note=only here',
        'index,manifest-descriptor:com.example.everywhere=yes',
      ],
    ),
    {
      name: 'attested-indexes',
      sources: built.map(({ index }) => index),
      images: built.flatMap(({ images }) => images),
      indexes: built.map(({ index }) => index),
      annotations: [],
    },
    {
      name: 'attested-and-annotated',
      sources: built.map(({ index }) => index),
      images: built.flatMap(({ images }) => images),
      indexes: built.map(({ index }) => index),
      annotations: ['index:com.example.note=hello', 'manifest-descriptor:com.example.all=x'],
    },
    {
      name: 'one-index',
      sources: [compact([amd64, arm64])],
      images: [amd64, arm64],
      indexes: [compact([amd64, arm64])],
      annotations: [],
    },
    {
      name: 'one-index-annotated',
      sources: [compact([amd64, arm64])],
      images: [amd64, arm64],
      indexes: [compact([amd64, arm64])],
      annotations: ['index:com.example.note=hello'],
    },
    {
      name: 'docker-list',
      sources: [dockerList([docker('amd64')]), dockerList([docker('arm64')])],
      images: [docker('amd64'), docker('arm64')],
      indexes: [dockerList([docker('amd64')]), dockerList([docker('arm64')])],
      annotations: [],
    },
  ];
}

function compact(images: readonly SampleImage[]): SampleContent {
  const manifests = images.map((image) => ({ ...descriptor(image), platform: platformOf(image) }));
  return json(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests });
}

function dockerList(images: readonly SampleImage[]): SampleContent {
  const manifests = images.map((image) => ({ ...descriptor(image), platform: platformOf(image) }));
  return json(DOCKER_LIST, { schemaVersion: 2, mediaType: DOCKER_LIST, manifests });
}

function platformOf(image: SampleImage) {
  const { os, architecture } = JSON.parse(image.blobs[0]?.bytes.toString('utf8') ?? '{}');
  return { architecture, os };
}

/** What BuildKit pushes for one platform with provenance: an index of the image and its attestation. */
export function attested(architecture: string): {
  readonly index: SampleContent;
  readonly images: readonly SampleImage[];
} {
  const image = sampleImage({ architecture });
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [],
    predicateType: 'https://slsa.dev/provenance/v1',
    architecture,
  };
  const layer = json('application/vnd.in-toto+json', statement);
  const config = json('application/vnd.oci.image.config.v1+json', {
    architecture: 'unknown',
    os: 'unknown',
    about: architecture,
  });
  const manifest = json(OCI_MANIFEST, {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(config),
    layers: [descriptor(layer)],
  });
  const attestation: SampleImage = { ...manifest, blobs: [config, layer] };
  const about = {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': image.digest,
  };
  const unknown = { architecture: 'unknown', os: 'unknown' };
  const manifests = [
    { ...descriptor(image), platform: { architecture, os: 'linux' } },
    { ...descriptor(attestation), annotations: about, platform: unknown },
  ];
  return {
    index: json(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests }),
    images: [image, attestation],
  };
}
