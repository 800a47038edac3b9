import { resource, variable } from '../../../src/index.ts';
import { type Fixture, inJob, inStep } from '../mutation.ts';

const given = (value: unknown) => () => ({ with: { 'persist-credentials': value } });

const writes = resource('tag', 'v1');
const tagWriter = {
  writes,
  concurrency: { group: writes.group, queue: 'max', cancelInProgress: false },
  permissions: [{ scope: 'contents', level: 'write', reason: undefined }],
};

export const fixtures: readonly Fixture[] = [
  {
    about: 'a checkout that says nothing',
    mutation: inStep('ci.yml', 'check', 0, () => ({ with: {} })),
    at: 'ci.yml/check/0',
    message: /does not say whether it leaves its token behind/,
  },
  {
    about: 'a checkout that leaves it to a variable',
    mutation: inStep('ci.yml', 'check', 0, given(variable('PERSIST'))),
    at: 'ci.yml/check/0',
    message: /says \$\{\{ vars\.PERSIST \}\}/,
  },
  {
    about: 'a token in a job that pushes nothing',
    mutation: inStep('docs.yml', 'pages', 0, given(true)),
    at: 'docs.yml/pages/0',
    message: /in a job that pushes nothing/,
  },
  {
    about: 'a second job that pushes',
    mutation: inJob('land.yml', 'plan', ({ steps }) => ({
      ...tagWriter,
      steps: steps.map((step) => ({ ...step, ...given(true)() })),
    })),
    at: 'land.yml/update/0',
    message: /as that of "plan" does already\. Let one job push/,
  },
];
