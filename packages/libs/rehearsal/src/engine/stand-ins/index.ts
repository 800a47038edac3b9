import type { StandIn } from './stand-in.ts';

const TOKEN = `\${{ github.token }}`;

/** For the actions of others that the generated workflows use; every input that they know is here. */
export const STAND_INS: Readonly<Record<string, StandIn>> = {
  'actions/checkout': {
    inputs: {
      repository: `\${{ github.repository }}`,
      ref: '',
      path: '.',
      token: TOKEN,
      'fetch-depth': '1',
      'fetch-tags': 'false',
      'persist-credentials': 'true',
      clean: 'true',
    },
    does: 'fetches from the repository of the stage with real git; leaves no credentials behind.',
    script: new URL('checkout.ts', import.meta.url),
  },
  'actions/setup-node': {
    inputs: { 'node-version': '', 'node-version-file': '', cache: '', 'registry-url': '', token: TOKEN },
    does: 'tells which Node is there already; installs nothing.',
    script: new URL('setup-node.ts', import.meta.url),
  },
  'actions/upload-artifact': {
    inputs: {
      name: 'artifact',
      path: '',
      'if-no-files-found': 'warn',
      'retention-days': '',
      'compression-level': '6',
      overwrite: 'false',
      'include-hidden-files': 'false',
    },
    does: "uploads to the stage's own artifact service.",
    script: new URL('upload-artifact.ts', import.meta.url),
  },
  'actions/download-artifact': {
    inputs: { name: '', pattern: '', path: '.', 'merge-multiple': 'false', 'artifact-ids': '' },
    does: "downloads from the stage's own artifact service, within this run.",
    script: new URL('download-artifact.ts', import.meta.url),
  },
  'actions/attest-build-provenance': {
    inputs: { 'subject-path': '', 'subject-digest': '', 'subject-name': '', 'push-to-registry': 'false' },
    does: 'asks for an identity token and writes an unsigned statement; nothing is signed or recorded.',
    script: new URL('attest.ts', import.meta.url),
  },
  'docker/login-action': {
    inputs: { registry: '', username: '', password: '', ecr: 'auto', logout: 'true', scope: '' },
    does: 'sees that there is a user and a password; logs in nowhere.',
    script: new URL('docker-login.ts', import.meta.url),
  },
  'docker/setup-buildx-action': {
    inputs: { version: '', driver: 'docker-container', 'driver-opts': '', 'cache-binary': 'true' },
    does: 'sets nothing up: the stage builds without docker.',
    script: new URL('nothing-to-set-up.ts', import.meta.url),
  },
  'docker/setup-qemu-action': {
    inputs: { image: '', platforms: 'all', 'cache-image': 'true' },
    does: 'sets nothing up: the stage builds without docker.',
    script: new URL('nothing-to-set-up.ts', import.meta.url),
  },
  'docker/build-push-action': {
    inputs: {
      'build-args': '',
      'cache-from': '',
      'cache-to': '',
      context: '.',
      file: '',
      labels: '',
      outputs: '',
      platforms: '',
      provenance: 'mode=max',
      sbom: 'false',
      secrets: '',
      tags: '',
      target: '',
    },
    does: "pushes a small image of the platform by digest to the stage's registry; runs no Dockerfile.",
    script: new URL('docker-build.ts', import.meta.url),
  },
  'aws-actions/configure-aws-credentials': {
    inputs: { 'role-to-assume': '', 'aws-region': '' },
    does: 'fails: the stage has no cloud.',
    script: new URL('cloud-login.ts', import.meta.url),
  },
  'aws-actions/amazon-ecr-login': {
    inputs: { registries: '', 'mask-password': 'true' },
    does: 'fails: the stage has no cloud.',
    script: new URL('cloud-login.ts', import.meta.url),
  },
  'google-github-actions/auth': {
    inputs: { workload_identity_provider: '', service_account: '', token_format: '' },
    does: 'fails: the stage has no cloud.',
    script: new URL('cloud-login.ts', import.meta.url),
  },
};
