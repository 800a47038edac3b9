import {
  accept,
  checkout,
  leg,
  own,
  read,
  run,
  script,
  type Value,
  type Workflow,
  workflow,
  write,
} from '@gatehouse/workflow-kit';

const TAG = '3.14.2';
const LEGS = ['ppc64le', 's390x'].map((arch) => ({
  arch,
  runner: `ubuntu-24.04-${arch}`,
  key: `${TAG} / linux / 24.04 / ${arch}`,
}));

/** Whether `workflow` merges what the legs of its caller have left, and so can do nothing without them. */
export function mergesOnly({ jobs }: Workflow): boolean {
  const actions = jobs.flatMap((job) => (job.kind === 'steps' ? job.steps : []));
  const uses = (name: string) => actions.some((step) => step.kind === 'own' && step.action === name);
  return uses('manifest-merge') && !uses('manifest-part');
}

/** A caller of `callee` with legs to begin with; `inputs` go to the callee. */
export function callerWithLegs(
  callee: Workflow,
  { file, inputs }: { readonly file: string; readonly inputs: Readonly<Record<string, Value>> },
): Workflow {
  const caller = workflow({
    file,
    name: callee.name,
    description: callee.description,
    on: { workflowDispatch: {} },
    jobs: (build) => {
      const legs = build.matrix('build', {
        over: LEGS,
        key: 'key',
        outcome: { policy: 'allow-missing' },
        permissions: { contents: read('builds the source') },
        runsOn: leg('runner'),
        steps: [
          checkout(),
          run({ script: script`./build.sh "$ARCH"`, env: { ARCH: leg('arch') } }),
          own('manifest-part', {
            with: {
              files: 'dist/*.tar.gz',
              tag: TAG,
              arch: leg('arch'),
              platform: 'linux',
              'platform-version': '24.04',
            },
          }),
        ],
      });
      build.call('manifests', {
        workflow: callee,
        needs: [accept(legs, 'success', 'failure')],
        permissions: { contents: write('lands the merged manifests in one commit') },
        with: { expected: legs.expected, policy: legs.policy, ...inputs },
      });
    },
  });
  return caller;
}
