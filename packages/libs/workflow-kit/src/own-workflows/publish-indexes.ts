import type { Input, Secret } from '../model/input.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';

// Generated from workflows-src by npm run docs. Do not edit.

type Inputs = {
  /** Many images at once, as YAML or JSON: `{targets: [{image: …, tags: […]}, …]}`. Each target takes the inputs from `image` to `annotations`; what it leaves out comes from the inputs of this step. */
  readonly plan: Input<'string', false>;
  /** File with a plan, instead of `plan`. */
  readonly 'plan-file': Input<'string', false>;
  /** `index` makes an index of all sources. `copy` publishes the only source under its own digest. */
  readonly kind: Input<'string', false>;
  /** Version of the image, SemVer. Needed for tags with placeholders. */
  readonly version: Input<'string', false>;
  /** Tags that are written once, one per line. `{version}`, `{major}`, `{minor}` and `{patch}` are replaced. */
  readonly tags: Input<'string', false>;
  /** Tags that move, in the order in which they do, one per line, such as `{major}.{minor}`, `{major}` and `latest`. With `version`, only the highest version of a group moves the tag of the group. */
  readonly 'floating-tags': Input<'string', false>;
  /** What to do if a floating tag has a platform that `sources` lack: `require-current` fails, `drop` publishes without it, `carry` keeps the image that the tag has now. */
  readonly 'missing-platforms': Input<'string', false>;
  /** Platforms that every tag must have afterwards, one per line, such as `linux/amd64`: exactly these, or at least these with `existing: contains`. Empty accepts any. */
  readonly 'expected-platforms': Input<'string', false>;
  /** When a tag counts as published already: `equal` needs exactly these images, `contains` accepts more. */
  readonly existing: Input<'string', false>;
  /** Annotations, one per line: `KEY=VALUE` or `index:KEY=VALUE` for the index, `manifest-descriptor[PLATFORM]:KEY=VALUE` for an entry in it. */
  readonly annotations: Input<'string', false>;
  /** `digest` ends once the image can be read by its digest, before any tag is set, so that it can be signed first. `tags` sets the tags. */
  readonly 'stop-after': Input<'string', false>;
  /** How many images are published at the same time, from 1 to 64. */
  readonly jobs: Input<'string', false>;
  /** Time limit for the sources of each image to be readable, such as `10m`. Only what is absent is waited for. */
  readonly wait: Input<'string', false>;
  /** Time limit for the whole step, such as `30m`. */
  readonly deadline: Input<'string', false>;
  /** Print the plan and the index, and write nothing. */
  readonly 'dry-run': Input<'boolean', false>;
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
  /** Label of the Linux runner. */
  readonly runner: Input<'string', false>;
};

type Secrets = {
  /** Password or token for `login: password`. */
  readonly password: Secret<false>;
};

type Outputs = {
  /** Names with digest of everything that tags hold or will hold, as a JSON list. Sign all of them. */
  readonly 'names-with-digest': string;
  /** Tags that resolve to what was published, as a JSON list. With a plan of several images, with their names. */
  readonly tags: string;
  /** `created`, `skipped` (the tags had these images already), `carried` (created with images that a tag had), or `refused`. Empty if the step failed otherwise. A dry run names what would be done. With several images, that of the one that went worst. */
  readonly action: string;
};

/** Publishes the images of a plan, from the parts that the legs of the calling workflow have left. Tags move only where no platform is lost, and one image that fails stops no other. */
export type PublishIndexes = OwnWorkflow<Inputs, Secrets, keyof Outputs>;
