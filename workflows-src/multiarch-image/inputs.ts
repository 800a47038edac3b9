import { input, inputsLike, secret } from '@gatehouse/workflow-kit';
import { action } from '../actions.ts';

/** Which image is built, and for what. */
export const selection = {
  image: input.string({
    description: 'Repository to publish to, without a tag, such as `ghcr.io/acme/widgets`.',
    required: true,
  }),
  platforms: input.string({
    description:
      'Platforms of the image, separated by spaces, commas or newlines. Names such as `x86_64` and `armhf` work too.',
    default: 'linux/amd64 linux/arm64',
  }),
  ...inputsLike(action('select-platforms'), { texts: ['runners', 'qemu', 'qemu-runner'] }),
};

/** How a leg builds it. */
export const building = {
  context: input.string({ description: 'Folder of the build, relative to the repository.', default: '.' }),
  file: input.string({
    description: 'Path of the Dockerfile. Empty takes `Dockerfile` in `context`.',
    default: '',
  }),
  'build-target': input.string({
    description: 'Stage of the Dockerfile. Empty takes the last one.',
    default: '',
  }),
  'build-args': input.string({ description: 'Build arguments, one `NAME=VALUE` per line.', default: '' }),
  labels: input.string({ description: 'Labels of the image, one `NAME=VALUE` per line.', default: '' }),
  provenance: input.string({
    description:
      'Provenance that BuildKit attaches: `mode=max`, `mode=min` or `false`. It stays with its image.',
    default: 'mode=max',
  }),
  sbom: input.string({
    description: '`true` attaches a list of contents (SBOM) to each image; `false` does not.',
    default: 'false',
  }),
  'leg-minutes': input.number({ description: 'Minutes after which GitHub ends a build.', default: 120 }),
};

/** How a job logs in to the registry. */
export const login = {
  registry: input.string({
    description: 'Host of the registry for `login: password` and `login: google`.',
    default: '',
  }),
  login: input.string({
    description:
      'How to log in: `github` to `ghcr.io` with the token of the run, `password` with `username` and the secret, `aws` with a role (Amazon ECR), `google` with workload identity (Artifact Registry), `none` not at all. `aws` and `google` need no secret.',
    default: 'github',
  }),
  username: input.string({ description: 'User for `login: password`.', default: '' }),
  'aws-role': input.string({ description: 'ARN of the role for `login: aws`.', default: '' }),
  'aws-region': input.string({
    description: 'Region for `login: aws`, such as `eu-central-1`.',
    default: '',
  }),
  'google-provider': input.string({
    description: 'Workload identity provider for `login: google`: `projects/…/providers/…`.',
    default: '',
  }),
  'google-service-account': input.string({
    description: 'Service account for `login: google`.',
    default: '',
  }),
};

/** What becomes public of it. */
export const publishing = {
  ...inputsLike(action('image-publish'), {
    texts: [
      'version',
      'tags',
      'floating-tags',
      'missing-platforms',
      'existing',
      'annotations',
      'wait',
      'deadline',
    ],
  }),
  'dry-run': input.boolean({
    description: 'Build and push by digest, and show what would be tagged, but set no tag.',
    default: false,
  }),
  runner: input.string({
    description: 'Label of the Linux runner for the jobs around the builds.',
    default: 'ubuntu-24.04',
  }),
};

/** All inputs, in the order in which they are shown. */
export const inputs = { ...selection, ...building, ...login, ...publishing };

export const secrets = {
  password: secret.optional('Password or token for `login: password`.'),
  'build-secrets': secret.optional('Secrets of the build, one `ID=VALUE` per line.'),
};
