import { access } from '../../../src/expression/contexts.ts';
import { input, or } from '../../../src/index.ts';
import { type Fixture, inWorkflow, type Mutation } from '../mutation.ts';

const draft = input.boolean({ description: 'Without the pictures.' });
const series = input.string({ description: 'Which series.', default: 'all' });

export const fixtures: readonly Fixture[] = [
  {
    about: 'a flag that is handed on where a push starts the run, too',
    mutation: inWorkflow('ci.yml', ({ on, jobs }) => ({
      on: { ...on, workflowDispatch: { inputs: { draft } } },
      jobs: jobs.map((job) =>
        job.kind === 'call' ? { ...job, with: { draft: access('boolean', 'inputs', ['draft']) } } : job,
      ),
    })),
    at: 'ci.yml/docs',
    message: /hands the input "draft" on as it is: in a run that nobody dispatched it is empty/,
  },
  {
    about: 'a default that does not count where a schedule starts the run',
    mutation: inWorkflow('nightly.yml', ({ on }) => ({
      on: { ...on, workflowDispatch: { inputs: { series } } },
      env: { SERIES: access('string', 'inputs', ['series']) },
    })),
    at: 'nightly.yml',
    message: /reads the input "series", which is "all" by default, but empty in a run that nobody dispatched/,
  },
];

export const harmless: readonly Mutation[] = [
  inWorkflow('nightly.yml', ({ on }) => ({
    on: { ...on, workflowDispatch: { inputs: { series } } },
    env: { SERIES: or(access('string', 'inputs', ['series']), 'all') },
  })),
  inWorkflow('nightly.yml', () => ({
    on: { workflowDispatch: { inputs: { series } } },
    env: { SERIES: access('string', 'inputs', ['series']) },
  })),
];
