import type { Input, Secret } from '../model/input.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';

// Generated from workflows-src by npm run docs. Do not edit.

type Inputs = {
  /** Repository to publish to, without a tag, such as `ghcr.io/acme/widgets`. */
  readonly image: Input<'string', true>;
  /** Platforms of the image, separated by spaces, commas or newlines. Names such as `x86_64` and `armhf` work too. */
  readonly platforms: Input<'string', false>;
  /** Runners, one platform per line: `PLATFORM=LABEL`, or `PLATFORM=LABEL,LABEL` for a runner that has all labels. `linux/arm` also covers `linux/arm/v7`; the longest match wins. Known without this input: `linux/amd64` and `linux/386` on `ubuntu-24.04`, `linux/arm64` on `ubuntu-24.04-arm`. */
  readonly runners: Input<'string', false>;
  /** Which platforms are built under emulation: `never` refuses a platform that has no runner, `missing` emulates it on `qemu-runner`, `all` emulates every platform there. */
  readonly qemu: Input<'string', false>;
  /** Label of the runner for emulated builds. */
  readonly 'qemu-runner': Input<'string', false>;
  /** Folder of the build, relative to the repository. */
  readonly context: Input<'string', false>;
  /** Path of the Dockerfile. Empty takes `Dockerfile` in `context`. */
  readonly file: Input<'string', false>;
  /** Stage of the Dockerfile. Empty takes the last one. */
  readonly 'build-target': Input<'string', false>;
  /** Build arguments, one `NAME=VALUE` per line. */
  readonly 'build-args': Input<'string', false>;
  /** Labels of the image, one `NAME=VALUE` per line. */
  readonly labels: Input<'string', false>;
  /** Provenance that BuildKit attaches: `mode=max`, `mode=min` or `false`. It stays with its image. */
  readonly provenance: Input<'string', false>;
  /** `true` attaches a list of contents (SBOM) to each image; `false` does not. */
  readonly sbom: Input<'string', false>;
  /** Minutes after which GitHub ends a build. */
  readonly 'leg-minutes': Input<'number', false>;
  /** Host of the registry for `login: password` and `login: google`. */
  readonly registry: Input<'string', false>;
  /** How to log in: `github` to `ghcr.io` with the token of the run, `password` with `username` and the secret, `aws` with a role (Amazon ECR), `google` with workload identity (Artifact Registry), `none` not at all. `aws` and `google` need no secret. */
  readonly login: Input<'string', false>;
  /** User for `login: password`. */
  readonly username: Input<'string', false>;
  /** ARN of the role for `login: aws`. */
  readonly 'aws-role': Input<'string', false>;
  /** Region for `login: aws`, such as `eu-central-1`. */
  readonly 'aws-region': Input<'string', false>;
  /** Workload identity provider for `login: google`: `projects/…/providers/…`. */
  readonly 'google-provider': Input<'string', false>;
  /** Service account for `login: google`. */
  readonly 'google-service-account': Input<'string', false>;
  /** Version of the image, SemVer. Needed for tags with placeholders. */
  readonly version: Input<'string', false>;
  /** Tags that are written once, one per line. `{version}`, `{major}`, `{minor}` and `{patch}` are replaced. */
  readonly tags: Input<'string', false>;
  /** Tags that move, in the order in which they do, one per line, such as `{major}.{minor}`, `{major}` and `latest`. With `version`, only the highest version of a group moves the tag of the group. */
  readonly 'floating-tags': Input<'string', false>;
  /** What to do if a floating tag has a platform that `sources` lack: `require-current` fails, `drop` publishes without it, `carry` keeps the image that the tag has now. */
  readonly 'missing-platforms': Input<'string', false>;
  /** When a tag counts as published already: `equal` needs exactly these images, `contains` accepts more. */
  readonly existing: Input<'string', false>;
  /** Annotations, one per line: `KEY=VALUE` or `index:KEY=VALUE` for the index, `manifest-descriptor[PLATFORM]:KEY=VALUE` for an entry in it. */
  readonly annotations: Input<'string', false>;
  /** Time limit for the sources of each image to be readable, such as `10m`. Only what is absent is waited for. */
  readonly wait: Input<'string', false>;
  /** Time limit for the whole step, such as `30m`. */
  readonly deadline: Input<'string', false>;
  /** Build and push by digest, and show what would be tagged, but set no tag. */
  readonly 'dry-run': Input<'boolean', false>;
  /** Label of the Linux runner for the jobs around the builds. */
  readonly runner: Input<'string', false>;
};

type Secrets = {
  /** Password or token for `login: password`. */
  readonly password: Secret<false>;
  /** Secrets of the build, one `ID=VALUE` per line. */
  readonly 'build-secrets': Secret<false>;
};

type Outputs = {
  /** Digest of the image. Empty if nothing was published, or several images were. */
  readonly digest: string;
  /** `image` with the digest, such as `ghcr.io/acme/widgets@sha256:…`. Empty if nothing was published, or several images were. */
  readonly 'name-with-digest': string;
  /** Tags that resolve to what was published, as a JSON list. With a plan of several images, with their names. */
  readonly tags: string;
  /** `created`, `skipped` (the tags had these images already), `carried` (created with images that a tag had), or `refused`. Empty if the step failed otherwise. A dry run names what would be done. With several images, that of the one that went worst. */
  readonly action: string;
  /** Digests by platform, as a JSON object. Empty with several images. */
  readonly platforms: string;
};

/** Builds an image for several platforms, one leg for each, and pushes them by digest. One job makes an index of them and sets the tags, only if every platform is there. */
export type MultiarchImage = OwnWorkflow<Inputs, Secrets, keyof Outputs>;
