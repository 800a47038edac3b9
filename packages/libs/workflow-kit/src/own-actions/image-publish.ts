import type { FlagInput, OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** Repository to publish to, without a tag, such as `ghcr.io/acme/widgets`. Required without a plan. */
  readonly image?: TextInput;
  /** Images to publish, one per line: a digest in `image`, a reference, or `oci-layout://PATH`. Prefix one with its platform, as in `linux/arm64=sha256:…`, if its configuration does not name it. Names such as `x86_64` and `armhf` work too. Without sources, the parts of this run are used that `manifest-part` left with `kind: image`. */
  readonly sources?: TextInput;
  /** Target of the parts to use, if it is not the value of `image`. */
  readonly target?: TextInput;
  /** Folder with parts. Without it, the parts of this run are downloaded. */
  readonly 'parts-dir'?: TextInput;
  /** Many images at once, as YAML or JSON: `{targets: [{image: …, tags: […]}, …]}`. Each target takes the inputs from `image` to `annotations`; what it leaves out comes from the inputs of this step. */
  readonly plan?: TextInput;
  /** File with a plan, instead of `plan`. */
  readonly 'plan-file'?: TextInput;
  /** `index` makes an index of all sources. `copy` publishes the only source under its own digest. Default: `index`. */
  readonly kind?: WordInput<'index' | 'copy'>;
  /** Tags that are written once, one per line. `{version}`, `{major}`, `{minor}` and `{patch}` are replaced. */
  readonly tags?: TextInput;
  /** Tags that move, in the order in which they do, one per line, such as `{major}.{minor}`, `{major}` and `latest`. With `version`, only the highest version of a group moves the tag of the group. */
  readonly 'floating-tags'?: TextInput;
  /** Version of the image, SemVer. Needed for tags with placeholders. */
  readonly version?: TextInput;
  /** What to do if a floating tag has a platform that `sources` lack: `require-current` fails, `drop` publishes without it, `carry` keeps the image that the tag has now. Default: `require-current`. */
  readonly 'missing-platforms'?: WordInput<'require-current' | 'drop' | 'carry'>;
  /** Platforms that every tag must have afterwards, one per line, such as `linux/amd64`: exactly these, or at least these with `existing: contains`. Empty accepts any. */
  readonly 'expected-platforms'?: TextInput;
  /** When a tag counts as published already: `equal` needs exactly these images, `contains` accepts more. Default: `equal`. */
  readonly existing?: WordInput<'equal' | 'contains'>;
  /** Annotations, one per line: `KEY=VALUE` or `index:KEY=VALUE` for the index, `manifest-descriptor[PLATFORM]:KEY=VALUE` for an entry in it. */
  readonly annotations?: TextInput;
  /** How many images are published at the same time, from 1 to 64. Default: `4`. */
  readonly jobs?: TextInput;
  /** `true` makes SOCI indexes with the program `soci`, so that containerd can start the images before all of their layers are there. Images whose layers are all too small are published without. Default: `false`. */
  readonly soci?: FlagInput;
  /** Bytes of a layer below which it gets no SOCI index. Empty takes the default of `soci`, 10 MiB. */
  readonly 'soci-min-layer-size'?: TextInput;
  /** Bytes of a layer that are fetched at once. Empty takes the default of `soci`, 4 MiB. */
  readonly 'soci-span-size'?: TextInput;
  /** Path of the program `soci`, 0.14 or later. Empty looks on PATH and in the tool cache of the runner. */
  readonly 'soci-tool'?: TextInput;
  /** `soci` converts images that are there already: sources are not waited for. Needs `soci: true`. */
  readonly only?: WordInput<'soci'>;
  /** `digest` ends once the image can be read by its digest, before any tag is set, so that it can be signed first. `tags` sets the tags. Default: `tags`. */
  readonly 'stop-after'?: WordInput<'digest' | 'tags'>;
  /** `true` sets tags only to digests that `passed-digests` lists. An empty list passes nothing. Default: `false`. */
  readonly 'require-passed'?: FlagInput;
  /** Digests that your verification passed, one per line: `sha256:…`, or the name of an image with its digest. No other digest gets a tag, and a tag that already holds another one is refused. */
  readonly 'passed-digests'?: TextInput;
  /** Registries without TLS, one per line. Registries on this machine need no entry. */
  readonly 'plain-http'?: TextInput;
  /** Time limit for the sources of each image to be readable, such as `10m`. Only what is absent is waited for. Default: `10m`. */
  readonly wait?: TextInput;
  /** Time limit for the whole step, such as `30m`. Default: `30m`. */
  readonly deadline?: TextInput;
  /** Print the plan and the index, and write nothing. Default: `false`. */
  readonly 'dry-run'?: FlagInput;
};

type Outputs = {
  /** Digest of the image. Empty if nothing was published, or several images were. */
  readonly digest: string;
  /** `image` with the digest, such as `ghcr.io/acme/widgets@sha256:…`. Empty if nothing was published, or several images were. */
  readonly 'name-with-digest': string;
  /** Names with digest of everything that tags hold or will hold, as a JSON list. Sign all of them. */
  readonly 'names-with-digest': string;
  /** Tags that resolve to what was published, as a JSON list. With a plan of several images, with their names. */
  readonly tags: string;
  /** `created`, `skipped` (the tags had these images already), `carried` (created with images that a tag had), or `refused`. Empty if the step failed otherwise. A dry run names what would be done. With several images, that of the one that went worst. */
  readonly action: string;
  /** Digests by platform, as a JSON object. Empty with several images. */
  readonly platforms: string;
  /** What the action saw, decided and did, as JSON. */
  readonly evidence: string;
};

/** Publishes multi-platform images by digest, then their tags, and only if no platform is lost. */
export type ImagePublish = OwnActionType<Inputs, keyof Outputs>;
