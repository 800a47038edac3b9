import {
  accept,
  checkout,
  github,
  type Jobs,
  leg,
  own,
  read,
  run,
  script,
  suppress,
  uses,
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

/** What a workflow makes of the parts of its caller, without which it can do nothing. */
type Fed = 'manifests' | 'images';

/** What `workflow` makes of parts that it does not leave itself; `undefined` where it needs none. */
function fedBy({ jobs }: Workflow): Fed | undefined {
  const actions = jobs.flatMap((job) => (job.kind === 'steps' ? job.steps : []));
  const uses = (name: string) => actions.some((step) => step.kind === 'own' && step.action === name);
  if (uses('manifest-part')) return undefined;
  if (uses('manifest-merge')) return 'manifests';
  return uses('image-publish') ? 'images' : undefined;
}

/** Whether `workflow` only takes what the legs of its caller have left, and so can do nothing without them. */
export function needsLegs(workflow: Workflow): boolean {
  return fedBy(workflow) !== undefined;
}

interface Caller {
  readonly file: string;
  /** For the callee. */
  readonly inputs: Readonly<Record<string, Value>>;
}

/** A caller of `callee` with legs to begin with. */
export function callerWithLegs(callee: Workflow, { file, inputs }: Caller): Workflow {
  const fed = fedBy(callee);
  return workflow({
    file,
    name: callee.name,
    description: callee.description,
    on: { workflowDispatch: {} },
    jobs: (build) => {
      if (fed === 'images') addImages(build, callee, inputs);
      else addManifests(build, callee, inputs);
      return {};
    },
  });
}

type Build = Jobs<Record<never, never>, Record<never, never>>;

function addManifests(build: Build, callee: Workflow, inputs: Caller['inputs']): void {
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
}

const IMAGE = 'ghcr.io/acme/widgets';
const PLATFORMS = [
  { key: 'linux/amd64', runner: 'ubuntu-24.04' },
  { key: 'linux/arm64', runner: 'ubuntu-24.04-arm' },
];

function addImages(build: Build, callee: Workflow, inputs: Caller['inputs']): void {
  const push = uses('docker/build-push-action', {
    id: 'build',
    with: {
      context: '.',
      platforms: leg('key'),
      outputs: `type=image,name=${IMAGE},push-by-digest=true,name-canonical=true,push=true`,
    },
  });
  const legs = build.matrix('build', {
    over: PLATFORMS,
    key: 'key',
    outcome: { policy: 'allow-missing' },
    suppress: [
      suppress('resource-group', 'A leg pushes by digest only, so that no two runs write one name.'),
    ],
    permissions: {
      contents: read('builds the source'),
      packages: write('pushes the image by digest'),
    },
    runsOn: leg('runner'),
    steps: [
      checkout(),
      uses('docker/setup-buildx-action'),
      uses('docker/login-action', {
        with: { registry: 'ghcr.io', username: github.actor, password: github.token },
      }),
      push,
      own('manifest-part', {
        with: { kind: 'image', image: IMAGE, platform: leg('key'), digest: push.output('digest') },
      }),
    ],
  });
  const plan = `targets:\n  - image: ${IMAGE}\n`;
  build.call('images', {
    workflow: callee,
    needs: [accept(legs, 'success', 'failure')],
    permissions: {
      contents: read('reads the plan'),
      packages: write('pushes the indexes and their tags'),
      'id-token': write('logs in to a registry that takes identity tokens'),
    },
    with: {
      plan,
      'expected-platforms': PLATFORMS.map(({ key }) => key).join('\n'),
      'floating-tags': 'latest',
      ...inputs,
    },
  });
}
