import {
  checkout,
  github,
  input,
  leg,
  or,
  own,
  read,
  resource,
  run,
  script,
  workflow,
  write,
} from '@gatehouse/workflow-kit';

const rows = ['ppc64le', 's390x'].map((arch) => ({
  arch,
  runner: `ubuntu-24.04-${arch}`,
  key: `3.14.2 / linux / 24.04 / ${arch}`,
}));

export const interpreters = workflow({
  file: 'interpreters.yml',
  name: 'Interpreters',
  description: 'Builds one version for every arch, and names the archives in the manifests by one commit.',
  on: {
    workflowDispatch: { inputs: { branch: input.string({ description: 'Where it lands.', default: '' }) } },
  },
  jobs: (build) => {
    const legs = build.matrix('build', {
      over: rows,
      key: 'key',
      outcome: { policy: 'require-all' },
      permissions: { contents: read('builds the source') },
      runsOn: leg('runner'),
      steps: [
        checkout(),
        run({ script: script`./build.sh "$ARCH"`, env: { ARCH: leg('arch') } }),
        own('manifest-part', {
          with: {
            files: 'dist/*.tar.gz',
            tag: '3.14.2',
            arch: leg('arch'),
            platform: 'linux',
            'platform-version': '24.04',
          },
        }),
      ],
    });
    const branch = or(build.input('branch'), github.ref_name);
    build.writer('land', {
      needs: [legs],
      writes: resource('branch', branch),
      permissions: { contents: write('lands one commit') },
      runsOn: 'ubuntu-24.04',
      steps: [own('manifest-merge', { with: { branch, expected: legs.expected, policy: legs.policy } })],
    });
  },
});
