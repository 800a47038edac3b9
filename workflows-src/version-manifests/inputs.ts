import { input, inputsLike } from '@gatehouse/workflow-kit';
import { action } from '../actions.ts';

/** What is built: handed on to `select-versions`. */
export const selection = {
  'filter-file': input.string({
    description:
      'Path of a YAML file that says which versions to build, see select-versions. It is set aside where `version`, `release-types` or `variants` say it.',
    default: '',
  }),
  ...inputsLike(action('select-versions'), {
    texts: ['version', 'release-types', 'variants', 'upstream-manifest'],
    flags: ['skip-published'],
  }),
  published: input.string({
    description:
      'Paths or globs of your own manifests on the branch of the run, one a line. What they list already is not built again.',
    default: 'versions-manifest{,s/*}.json',
  }),
  arches: input.string({
    description: 'Arches in the words of the manifests, such as `ppc64le s390x`.',
    required: true,
  }),
  ...inputsLike(action('select-versions'), {
    texts: [
      'platform',
      'platform-versions',
      'runner-template',
      'runner-labels',
      'exclude',
      'tag-prefix',
      'max-versions',
    ],
  }),
};

/** How a leg builds it. */
export const building = {
  'build-script': input.string({
    description:
      'Path of the script in your repository that builds one leg and leaves its archives where `files` says. It reads TAG, VERSION, ARCH, BASE_ARCH, VARIANT, PLATFORM, PLATFORM_VERSION and KEY from its environment.',
    default: '.github/scripts/build.sh',
  }),
  ...inputsLike(action('retry-run'), {
    texts: ['attempt-timeout', 'max-attempts', 'transient-patterns', 'retry-exit-codes'],
  }),
  deadline: input.string({
    description: 'Time for all attempts of the script and the pauses between them.',
    default: '110m',
  }),
  'leg-minutes': input.number({
    description: 'Minutes after which GitHub ends a leg. Leave it longer than `deadline`.',
    default: 120,
  }),
  'max-parallel': input.number({
    description: 'Legs at a time. 256 is as many as there can be.',
    default: 256,
  }),
  files: input.string({
    description: 'Globs of what the script leaves, one a line; `!` in front leaves files out.',
    default: 'dist/*',
  }),
  ...inputsLike(action('manifest-part'), { texts: ['name-template', 'companions'] }),
  inspect: input.string({
    description:
      '`true` reads the ELF headers inside each archive and refuses one for another arch than the leg’s; `if-any` lets archives without any ELF file pass; `false` looks at names only.',
    default: 'true',
  }),
  ...inputsLike(action('manifest-part'), { texts: ['inspect-exempt', 'retention-days'] }),
};

/** What becomes public of it: releases, and the manifests that name them. */
export const publishing = {
  'upload-companions': input.boolean({
    description:
      'Upload to the release what lay beside the archives as well: scan reports, SBOMs, checksums, signatures. ' +
      'Each needs a name of its own: two legs that leave one name with different bytes are an error.',
    default: false,
  }),
  'replace-assets': input.boolean({
    description:
      'Replace files of a release that have the name of an archive and other bytes. Without it they are an error.',
    default: false,
  }),
  ...inputsLike(action('manifest-merge'), {
    texts: [
      'policy',
      'layout',
      'manifest',
      'final-newline',
      'on-published',
      'on-older-run',
      'branch',
      'author-name',
      'author-email',
      'message',
    ],
    flags: ['repair', 'sign-off'],
  }),
  writer: input.string({
    description: '`git` pushes with a lease, `api` lets GitHub make a signed commit.',
    default: 'git',
  }),
  'merge-upstream': input.string({
    description:
      'https URL of an upstream manifest, such as that of `upstream-manifest`. When set, the root manifest is made anew from it and the per-version files of this repository; `layout` has to be one for such files.',
    default: '',
  }),
  'dry-run': input.boolean({
    description: 'Build, and show what would be published, but publish nothing.',
    default: false,
  }),
  runner: input.string({
    description: 'Label of the Linux runner for the jobs around the legs. They need bash, curl, git and jq.',
    default: 'ubuntu-24.04',
  }),
};

/** All inputs, in the order in which they are shown. */
export const inputs = { ...selection, ...building, ...publishing };
