import {
  github,
  input,
  inputsLike,
  or,
  outputsLike,
  own,
  read,
  secret,
  workflow,
} from '@gatehouse/workflow-kit';
import { action } from './actions.ts';

const gate = action('ci-green-gate');

// The commit, the tag and the token are those of the calling run; what it needs of another repository no
// token of it may see. Jobs of the run itself are judged where they are needed, by a step.
const mirrored = inputsLike(gate, {
  texts: [
    'workflows',
    'checks',
    'statuses',
    'events',
    'events-policy',
    'branch',
    'ref-policy',
    'policy',
    'allowed-conclusions',
    'deadline',
    'interval',
    'grace',
    'evidence',
  ],
  flags: ['wait', 'fail-fast', 'recheck'],
});

const inputs = {
  sha: input.string({
    description: 'Full id of the commit. An empty one is refused: whatever should have set it gave nothing.',
    default: github.sha,
  }),
  ref: input.string({
    description:
      'Tag (`v1.2.3` or `refs/tags/v1.2.3`) that must lead to the commit; annotated tags are peeled. Any other full ref is ignored.',
    default: github.ref,
  }),
  ...mirrored,
  minutes: input.number({
    description: 'Minutes after which GitHub cancels the job. Leave it longer than `deadline`.',
    default: 40,
  }),
  runner: input.string({ description: 'Label of the runner.', default: 'ubuntu-24.04' }),
};

const passedOn = ['sha', 'ref', ...Object.keys(mirrored)] as readonly (keyof typeof inputs)[];

/** The gate as a job of its own: who needs it publishes only what is proved. */
export const ciGreen = workflow({
  file: 'ci-green.yml',
  name: 'CI green',
  description: 'Fails unless the named workflows, checks and statuses have passed for exactly this commit.',
  call: {
    inputs,
    secrets: {
      token: secret.optional(
        'Token with `actions: read` and `contents: read`, where that of the run may not see the runs.',
      ),
    },
    outputs: outputsLike(gate, ['verdict', 'reason', 'runs', 'evidence']),
  },
  jobs: (build) => {
    const ask = own('ci-green-gate', {
      id: 'gate',
      name: 'Ask for the runs of the commit',
      with: {
        ...Object.fromEntries(passedOn.map((name) => [name, build.input(name)])),
        token: or(build.secret('token'), github.token),
      },
    });
    const proved = build.job('gate', {
      name: 'CI green',
      permissions: {
        actions: read('lists the runs of the commit'),
        checks: read('lists the required checks'),
        contents: read('reads where the branch and the tag are'),
        statuses: read('lists the required statuses'),
      },
      runsOn: build.input('runner'),
      timeoutMinutes: build.input('minutes'),
      outputs: {
        verdict: ask.output('verdict'),
        reason: ask.output('reason'),
        runs: ask.output('runs'),
        evidence: ask.output('evidence'),
      },
      steps: [ask],
    });
    return {
      verdict: proved.output('verdict'),
      reason: proved.output('reason'),
      runs: proved.output('runs'),
      evidence: proved.output('evidence'),
    };
  },
});
