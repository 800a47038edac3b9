import { access } from '../../../src/index.ts';
import { type Fixture, inJob, inWorkflow } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'an output of the legs that the fan-in reads',
    mutation: inJob('land.yml', 'update', () => ({
      env: { DIGEST: access('string', 'needs', ['build', 'outputs', 'digest']) },
    })),
    at: 'land.yml/update',
    message: /"env\.DIGEST" reads the output "digest" of the matrix "build"/,
  },
  {
    about: 'an output of the legs that the workflow hands on',
    mutation: inWorkflow('land.yml', ({ call }) => ({
      call: {
        ...call,
        outputs: {
          digest: { description: '', value: access('string', 'jobs', ['build', 'outputs', 'digest']) },
        },
      },
    })),
    at: 'land.yml',
    message: /"outputs\.digest" reads the output "digest"/,
  },
];
