import {
  access,
  checkout,
  github,
  input,
  inputsLike,
  type Jobs,
  outputsLike,
  own,
  read,
  resource,
  secret,
  workflow,
  write,
} from '@gatehouse/workflow-kit';
import { action } from './actions.ts';
import { login } from './multiarch-image/inputs.ts';
import { logIn } from './multiarch-image/log-in.ts';

const handedOn = inputsLike(action('image-publish'), {
  texts: [
    'plan',
    'plan-file',
    'kind',
    'version',
    'tags',
    'floating-tags',
    'missing-platforms',
    'expected-platforms',
    'existing',
    'annotations',
    'stop-after',
    'jobs',
    'wait',
    'deadline',
  ],
  flags: ['dry-run'],
});

const inputs = {
  ...handedOn,
  ...login,
  runner: input.string({ description: 'Label of the Linux runner.', default: 'ubuntu-24.04' }),
};

const secrets = { password: secret.optional('Password or token for `login: password`.') };

const OUTPUTS = ['names-with-digest', 'tags', 'action'] as const;

/** Many images in one job, from what the legs of the calling workflow have pushed. */
export const publishIndexes = workflow({
  file: 'publish-indexes.yml',
  name: 'Publish indexes',
  description:
    'Publishes the images of a plan, from the parts that the legs of the calling workflow have left. Tags move only\n' +
    'where no platform is lost, and one image that fails stops no other.',
  call: { inputs, secrets, outputs: outputsLike(action('image-publish'), [...OUTPUTS]) },
  verdictRunsOn: access('string', 'inputs', ['runner']),
  jobs: (build) => {
    const publish = own('image-publish', { id: 'publish', name: 'Publish the images', with: handOn(build) });
    const job = build.writer('publish', {
      name: 'Publish',
      writes: resource('image', github.repository),
      permissions: {
        contents: read('reads the plan'),
        packages: write('pushes the indexes and their tags'),
        'id-token': write('logs in to a registry that takes identity tokens'),
      },
      runsOn: build.input('runner'),
      timeoutMinutes: 120,
      outputs: {
        'names-with-digest': publish.output('names-with-digest'),
        tags: publish.output('tags'),
        action: publish.output('action'),
      },
      steps: [checkout(), ...logIn(build), publish],
    });
    return {
      'names-with-digest': job.output('names-with-digest'),
      tags: job.output('tags'),
      action: job.output('action'),
    };
  },
});

function handOn(build: Jobs<typeof inputs, typeof secrets>) {
  const names = Object.keys(handedOn) as readonly (keyof typeof handedOn)[];
  return Object.fromEntries(names.map((name) => [name, build.input(name)]));
}
