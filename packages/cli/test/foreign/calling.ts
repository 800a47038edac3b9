import { ownWorkflow, run, script, secret, workflow, write } from '@gatehouse/workflow-kit';

export const calling = workflow({
  file: 'version-manifests.yml',
  name: 'Versions',
  description: 'Publishes what the filter of this repository selects, and tells where it landed.',
  on: { push: { branches: ['main'] } },
  secrets: { PUSH_TOKEN: secret.required('Token that may push.') },
  jobs: (build) => {
    const versions = build.call('versions', {
      workflow: ownWorkflow('version-manifests'),
      permissions: { contents: write('lands manifests and releases') },
      with: { arches: 'ppc64le s390x' },
      secrets: { token: build.secret('PUSH_TOKEN') },
    });
    build.job('tell', {
      needs: [versions],
      permissions: {},
      runsOn: 'ubuntu-24.04',
      steps: [run({ script: script`echo "$COMMIT"`, env: { COMMIT: versions.output('commit') } })],
    });
  },
});
