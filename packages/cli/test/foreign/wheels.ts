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

const arches = ['ppc64le', 's390x'].map((arch) => ({ arch, runner: `ubuntu-24.04-${arch}` }));

export const wheels = workflow({
  file: 'wheels.yml',
  name: 'Wheels',
  description: 'Builds a wheel for every arch, and lands what was built in one commit.',
  on: {
    workflowDispatch: { inputs: { branch: input.string({ description: 'Where it lands.', default: '' }) } },
  },
  jobs: (build) => {
    const legs = build.matrix('build', {
      over: arches,
      key: 'arch',
      outcome: { policy: 'require-all' },
      permissions: { contents: read('builds the source') },
      runsOn: leg('runner'),
      steps: [checkout(), run({ script: script`make wheel ARCH="$ARCH"`, env: { ARCH: leg('arch') } })],
    });
    build.writer('land', {
      needs: [legs],
      writes: resource('branch', or(build.input('branch'), github.ref_name)),
      permissions: { contents: write('lands one commit') },
      runsOn: 'ubuntu-24.04',
      steps: [own('manifest-merge', { with: { expected: legs.expected, policy: legs.policy } })],
    });
  },
});
