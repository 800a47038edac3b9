import { run, script, type Workflow, workflow } from '../../../src/index.ts';
import { adding, type Fixture, inCall } from '../mutation.ts';

const least = { permissions: {}, runsOn: 'ubuntu-24.04', steps: [run({ script: script`true` })] } as const;

function called(file: string, below: Workflow | undefined): Workflow {
  const level = workflow({
    file,
    name: file,
    description: 'A level.',
    call: {},
    jobs: (build) => {
      if (below === undefined) build.job('end', least);
      else build.call('down', { workflow: below, permissions: {} });
    },
  });
  return level;
}

function chain(length: number): readonly Workflow[] {
  const workflows: Workflow[] = [];
  for (let level = length; level > 0; level--) workflows.unshift(called(`level-${level}.yml`, workflows[0]));
  return workflows;
}

const leaves = Array.from({ length: 51 }, (_, index) => called(`leaf-${index}.yml`, undefined));
const wide = workflow({
  file: 'wide.yml',
  name: 'Wide',
  description: 'Calls many.',
  on: { workflowDispatch: {} },
  jobs: (build) => {
    for (const [index, one] of leaves.entries()) {
      build.call(`leaf-${index}`, { workflow: one, permissions: {} });
    }
  },
});

export const fixtures: readonly Fixture[] = [
  {
    about: 'eleven levels',
    mutation: adding(...chain(11)),
    at: 'level-1.yml/down',
    message: /go 11 levels deep, level-1\.yml counted; GitHub takes 10/,
  },
  {
    about: 'fifty-one called workflows',
    mutation: adding(wide),
    at: 'wide.yml',
    message: /calls 51 different workflows; GitHub takes 50/,
  },
  {
    about: 'a workflow that calls itself',
    mutation: inCall('batch.yml', 'land', () => ({
      calls: { kind: 'reference', uses: './.github/workflows/batch.yml' },
    })),
    at: 'batch.yml/land',
    message: /comes back to a workflow that it comes from/,
  },
];
