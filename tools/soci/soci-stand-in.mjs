/**
 * Plays the command line, the log lines and the output layout of `soci --version` and `soci convert --standalone`
 * (awslabs/soci-snapshotter v0.14.0 to v0.16.1). What is not played: tables of contents (a ztoc here is a text that
 * names its layer), archives (`oci-archive`), and images that are not in OCI layouts. `spoil` makes it misbehave.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

const OCI = 'application/vnd.oci.image';
const SOCI_TYPE = 'application/vnd.amazon.soci.index.v2+json';
const UNINDEXED = /\+zstd$/;

/** Runs the stand-in as a program would: with its arguments, and to an exit code. */
export async function soci({ version = 'v0.15.0 0123456789abcdef', spoil = 'nothing', notes = '' } = {}) {
  const args = process.argv.slice(2);
  if (notes !== '')
    writeFileSync(join(notes, `run-${process.pid}.json`), JSON.stringify({ args, env: process.env }));
  if (args[0] === '--version') {
    if (spoil === 'hangs-at-version') return hang(notes);
    if (spoil === 'fails-at-version') return fail('cannot');
    console.log(`soci version ${version}`);
    return;
  }
  if (args[0] !== 'convert') fail(`the stand-in plays "convert" only, not ${args[0]}`);
  try {
    await convert(readArguments(args.slice(1)), spoil, notes);
  } catch (error) {
    fail(error.message);
  }
}

function readArguments(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      standalone: { type: 'boolean' },
      format: { type: 'string', default: 'oci-archive' },
      'all-platforms': { type: 'boolean' },
      platform: { type: 'string', multiple: true, short: 'p', default: [] },
      'span-size': { type: 'string', default: String(1 << 22) },
      'min-layer-size': { type: 'string', default: String(10 << 20) },
      'prefetch-file': { type: 'string', multiple: true },
      optimizations: { type: 'string', multiple: true },
      force: { type: 'boolean', short: 'f' },
    },
  });
  if (!values.standalone || values.format !== 'oci-dir')
    throw new Error('the stand-in plays --standalone --format oci-dir only');
  const [source, destination] = positionals;
  if (source === undefined) throw new Error('source image needs to be specified');
  if (destination === undefined) throw new Error('destination needs to be specified');
  return { ...values, source, destination };
}

async function convert(options, spoil, notes) {
  if (spoil === 'hangs') return hang(notes);
  if (spoil === 'dies') return process.kill(process.pid, 'SIGKILL');
  if (spoil === 'makes-nothing') return undefined;
  if (spoil === 'leaves-a-child') leaveChild(notes);
  if (spoil === 'commands')
    console.log('ztoc skipped - layer x (::warning::owned\n::add-mask::a\r::stop-commands::b\n##[error]x)');
  if (spoil === 'lies-about-layers') throw new Error(EMPTY_INDEX);
  const layout = mkdtempSync(join(tmpdir(), 'soci-oci-'));
  const artifacts = mkdtempSync(join(tmpdir(), 'soci-artifacts-'));
  try {
    cpSync(options.source, layout, { recursive: true });
    const root = rootOf(layout);
    const index = indexOf(layout, root);
    const made = sociIndexes(layout, index, options);
    if (made.length === 0) throw new Error(EMPTY_INDEX);
    annotate(layout, index, made);
    index.manifests.push(...made.map(({ descriptor }) => descriptor));
    TAMPER[spoil]?.({ layout, index, made });
    const converted = { mediaType: `${OCI}.index.v1+json`, ...put(layout, goJson(index)) };
    save(layout, converted, options.destination);
    SPOIL[spoil]?.({ output: options.destination, converted, index, made });
  } finally {
    rmSync(layout, { recursive: true, force: true });
    rmSync(artifacts, { recursive: true, force: true });
  }
}

const EMPTY_INDEX = 'no ztocs created, all layers either skipped or produced errors';

function fail(message) {
  console.error(`soci: ${message}`);
  process.exit(1);
}

/** One image, a list in index.json's only entry, or index.json itself; entries without a manifest are left out. */
function rootOf(layout) {
  const top = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8'));
  if (top.manifests.length === 0) throw new Error('index.json contains no manifests');
  const [first] = top.manifests;
  const isIndex = (type) =>
    type === `${OCI}.index.v1+json` || type === 'application/vnd.docker.distribution.manifest.list.v2+json';
  if (top.manifests.length === 1 && !isIndex(first.mediaType)) return first;
  const list = top.manifests.length === 1 ? read(layout, first) : top;
  const available = list.manifests.filter(({ digest }) => existsSync(blob(layout, digest)));
  if (available.length === 0) throw new Error('manifest list contains no entries with available blobs');
  if (available.length === 1 && !isIndex(available[0].mediaType)) return available[0];
  if (top.manifests.length === 1 && available.length === list.manifests.length) return first;
  return {
    mediaType: list.mediaType ?? first.mediaType,
    ...put(layout, goJson({ ...list, manifests: available })),
  };
}

function indexOf(layout, root) {
  if (/(index|list)\./.test(root.mediaType)) {
    const { schemaVersion, artifactType, manifests, subject, annotations } = read(layout, root);
    return clean({
      schemaVersion,
      mediaType: `${OCI}.index.v1+json`,
      artifactType,
      manifests: manifests.map(ordered),
      subject,
      annotations,
    });
  }
  const { architecture, os, variant } = read(layout, read(layout, root).config);
  const image = ordered({ ...root, platform: clean({ architecture, os, variant }) });
  return { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests: [image] };
}

function sociIndexes(layout, index, options) {
  const images = index.manifests.filter(({ artifactType }) => artifactType === undefined);
  const known = images.filter(({ platform }) => platform && platform.os !== 'unknown');
  const asked =
    options['all-platforms'] || images.length === 1
      ? known.map(({ platform }) => platform)
      : options.platform.map(parse);
  return asked.flatMap((platform) => {
    const image = images.find((one) => name(one.platform) === name(platform));
    if (image === undefined) throw new Error(`image manifest for ${name(platform)}: not found`);
    const layers = read(layout, image).layers.flatMap((layer) => tableOf(layout, layer, options));
    if (layers.length === 0) return [];
    const manifest = {
      schemaVersion: 2,
      mediaType: `${OCI}.manifest.v1+json`,
      config: { mediaType: SOCI_TYPE, ...put(layout, '{}') },
      layers,
      annotations: { 'com.amazon.soci.build-tool-identifier': 'AWS SOCI CLI v0.2' },
    };
    const stored = put(layout, goJson(manifest));
    return [{ image, platform, manifest, stored }];
  });
}

function tableOf(layout, layer, options) {
  const { digest, mediaType, size } = layer;
  const minimum = Number(options['min-layer-size']);
  if (size < minimum) {
    console.log(
      `ztoc skipped - layer ${digest} (${mediaType}) size ${size} is less than min-layer-size ${minimum}`,
    );
    return [];
  }
  if (UNINDEXED.test(mediaType)) {
    console.log(
      `ztoc skipped - layer ${digest} (${mediaType}) is compressed in an unsupported format. expect: [tar, gzip, unknown] but got "zstd"`,
    );
    return [];
  }
  readFileSync(blob(layout, digest));
  const table = put(layout, `ztoc of ${digest}`);
  console.log(`layer ${digest} -> ztoc ${table.digest}`);
  const annotations = {
    'com.amazon.soci.image-layer-digest': digest,
    'com.amazon.soci.image-layer-mediaType': mediaType,
    'com.amazon.soci.span-size': options['span-size'],
  };
  return [{ mediaType: 'application/octet-stream', ...table, annotations }];
}

/** Every image is written again in OCI's types, those with an index with its digest. */
function annotate(layout, index, made) {
  for (const descriptor of index.manifests) {
    const own = made.find(({ image }) => image === descriptor);
    const { schemaVersion, artifactType, config, layers, subject, annotations } = read(layout, descriptor);
    const notes =
      own === undefined
        ? annotations
        : sorted({ ...annotations, 'com.amazon.soci.index-digest': own.stored.digest });
    const manifest = clean({
      schemaVersion,
      mediaType: `${OCI}.manifest.v1+json`,
      artifactType,
      config: { ...config, mediaType: `${OCI}.config.v1+json` },
      layers,
      subject,
      annotations: notes,
    });
    const { platform, artifactType: type } = descriptor;
    const { digest, size } = put(layout, goJson(manifest));
    for (const key of Object.keys(descriptor)) delete descriptor[key];
    Object.assign(
      descriptor,
      ordered({
        mediaType: manifest.mediaType,
        digest,
        size,
        annotations: notes,
        platform,
        artifactType: type,
      }),
    );
    if (own === undefined) continue;
    own.descriptor = {
      mediaType: `${OCI}.manifest.v1+json`,
      ...own.stored,
      annotations: { 'com.amazon.soci.image-manifest-digest': digest },
      platform: own.platform,
      artifactType: SOCI_TYPE,
    };
  }
}

function save(layout, root, destination) {
  rmSync(destination, { recursive: true, force: true });
  cpSync(layout, destination, { recursive: true });
  const index = { schemaVersion: 2, mediaType: `${OCI}.index.v1+json`, manifests: [root] };
  writeFileSync(join(destination, 'index.json'), goJson(index));
}

/** What goes wrong before the index is written. */
const TAMPER = {
  'drops-a-platform': ({ index }) => index.manifests.shift(),
  'adds-a-platform': ({ index }) =>
    index.manifests.push({ ...index.manifests[0], platform: { architecture: 'riscv64', os: 'linux' } }),
  'swaps-platforms': ({ index: { manifests } }) => {
    [manifests[0].platform, manifests[1].platform] = [manifests[1].platform, manifests[0].platform];
  },
  'renames-a-platform': ({ index }) => {
    index.manifests[0].platform = { architecture: 'unknown', os: 'unknown' };
  },
  'repeats-a-platform': ({ index }) => index.manifests.push(index.manifests[0]),
  'makes-no-index': ({ index, made }) => index.manifests.splice(-made.length),
  'skips-a-platform': ({ layout, index, made }) => {
    const [skipped] = made;
    const image = index.manifests.find(
      ({ digest }) => digest === skipped.descriptor.annotations['com.amazon.soci.image-manifest-digest'],
    );
    rewrite(layout, image, (manifest) => delete manifest.annotations['com.amazon.soci.index-digest']);
    image.annotations = read(layout, image).annotations;
    index.manifests = index.manifests.filter(({ digest }) => digest !== skipped.stored.digest);
  },
  'swaps-a-layer': ({ layout, index }) =>
    rewrite(layout, index.manifests[0], (manifest) => {
      Object.assign(manifest.layers[0], put(layout, 'another layer'));
    }),
  'adds-a-layer': ({ layout, index }) =>
    rewrite(layout, index.manifests[0], ({ layers }) =>
      layers.push({ ...layers[0], ...put(layout, 'one more') }),
    ),
  'swaps-the-configuration': ({ layout, index }) =>
    rewrite(layout, index.manifests[0], (manifest) => {
      Object.assign(manifest.config, put(layout, '{"os":"linux","architecture":"amd64"}'));
    }),
  'annotates-the-index': ({ index }) => {
    index.annotations = { ...index.annotations, extra: 'x' };
  },
  'carries-data': ({ index }) => {
    index.manifests[0].data = Buffer.from('x').toString('base64');
  },
  'skips-a-layer': ({ layout, index, made }) => {
    const descriptor = index.manifests.find(({ digest }) => digest === made[0].stored.digest);
    rewrite(layout, descriptor, (manifest) => manifest.layers.pop());
    const image = index.manifests.find(
      ({ digest }) => digest === descriptor.annotations['com.amazon.soci.image-manifest-digest'],
    );
    rewrite(layout, image, ({ annotations }) => {
      annotations['com.amazon.soci.index-digest'] = descriptor.digest;
    });
    image.annotations = read(layout, image).annotations;
    descriptor.annotations = { 'com.amazon.soci.image-manifest-digest': image.digest };
  },
  'names-a-huge-table': ({ layout, index, made }) => {
    const descriptor = index.manifests.find(({ digest }) => digest === made[0].stored.digest);
    const image = index.manifests.find(
      ({ digest }) => digest === descriptor.annotations['com.amazon.soci.image-manifest-digest'],
    );
    rewrite(layout, descriptor, (manifest) => {
      manifest.layers[0].size = 2 ** 31;
    });
    rewrite(layout, image, ({ annotations }) => {
      annotations['com.amazon.soci.index-digest'] = descriptor.digest;
    });
    image.annotations = read(layout, image).annotations;
    descriptor.annotations = { 'com.amazon.soci.image-manifest-digest': image.digest };
  },
};

/** What goes wrong with what was written. */
const SPOIL = {
  garbage: ({ output }) => writeFileSync(join(output, 'index.json'), randomBytes(500)),
  'two-roots': ({ output, converted }) =>
    writeFileSync(
      join(output, 'index.json'),
      JSON.stringify({ schemaVersion: 2, manifests: [converted, converted] }),
    ),
  'root-is-an-image': ({ output, index }) =>
    writeFileSync(
      join(output, 'index.json'),
      JSON.stringify({ schemaVersion: 2, manifests: [index.manifests[0]] }),
    ),
  'wrong-size': ({ output, converted }) =>
    writeFileSync(
      join(output, 'index.json'),
      JSON.stringify({ schemaVersion: 2, manifests: [{ ...converted, size: 7 }] }),
    ),
  'huge-index': ({ output }) => truncateSync(join(output, 'index.json'), 2 ** 33),
  'is-a-link': ({ output }) => {
    cpSync(output, `${output}-elsewhere`, { recursive: true });
    rmSync(output, { recursive: true });
    symlinkSync(`${output}-elsewhere`, output);
  },
  'has-a-link': ({ output }) => symlinkSync('/etc/passwd', join(output, 'blobs', 'sha256', 'f'.repeat(64))),
  'links-a-table': ({ output, made }) => {
    const file = blob(output, made[0].manifest.layers[0].digest);
    writeFileSync(`${output}-table`, readFileSync(file));
    rmSync(file);
    symlinkSync(`${output}-table`, file);
  },
  'loses-a-table': ({ output, made }) => rmSync(blob(output, made[0].manifest.layers[0].digest)),
  'damages-a-table': ({ output, made }) => {
    const file = blob(output, made[0].manifest.layers[0].digest);
    writeFileSync(file, 'x'.repeat(readFileSync(file).length));
  },
  'loses-a-manifest': ({ output, made }) => rmSync(blob(output, made[0].stored.digest)),
  'damages-a-manifest': ({ output, index }) => {
    const file = blob(output, index.manifests[0].digest);
    writeFileSync(file, `${readFileSync(file, 'utf8')} `);
  },
  'fails-after-all': () => process.exit(3),
};

/** Ignores SIGTERM, and so does the child that it has. */
async function hang(notes = '') {
  leaveChild(notes);
  process.on('SIGTERM', () => {});
  for (;;) await sleep(1000);
}

function leaveChild(notes) {
  const program = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)";
  const child = spawn(process.execPath, ['-e', program], { stdio: 'ignore', detached: true });
  if (notes !== '') writeFileSync(join(notes, 'pids'), `${process.pid} ${child.pid}\n`);
  child.unref();
}

function rewrite(layout, descriptor, change) {
  const manifest = read(layout, descriptor);
  change(manifest);
  Object.assign(descriptor, put(layout, goJson(manifest)));
}

const blob = (layout, digest) => join(layout, 'blobs', ...digest.split(':'));
const read = (layout, { digest }) => JSON.parse(readFileSync(blob(layout, digest), 'utf8'));

/** Go escapes what HTML would take for its own. */
function goJson(value) {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function put(layout, text) {
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  mkdirSync(join(layout, 'blobs', 'sha256'), { recursive: true });
  writeFileSync(blob(layout, digest), text);
  return { digest, size: Buffer.byteLength(text) };
}

const clean = (value) => Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
const sorted = (value) =>
  Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
const name = ({ os, architecture, variant }) => [os, architecture, variant].filter(Boolean).join('/');

function ordered({ mediaType, digest, size, annotations, platform, artifactType }) {
  return clean({ mediaType, digest, size, annotations, platform, artifactType });
}

function parse(text) {
  const [os, architecture, variant] = text.split('/');
  return clean({ architecture, os, variant });
}
