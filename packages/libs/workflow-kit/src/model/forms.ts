import { Expr } from '../expression/expr.ts';
import { a, type Forms, must, such } from './form.ts';

const HANDLES = 'a list of what the builder gave for the jobs before, or of their ids';
const GROUP = such('an object such as { group: "…", queue: "max" }', a.record.fits);

const handles = such(
  HANDLES,
  (value) =>
    Array.isArray(value) &&
    value.every((one) => typeof one === 'string' || (a.record.fits(one) && typeof one.id === 'string')),
);

const steps = such(
  'a list of steps made by run(…), uses(…), own(…) or checkout(…)',
  (value) => Array.isArray(value) && value.every((one) => a.record.fits(one) && 'kind' in one && 'at' in one),
);

const permissions = such(
  'an object such as { contents: read("checks out") }; {} grants nothing',
  a.record.fits,
);

const environment = such(
  'the name of an environment, or { name, url }',
  (value) => a.text.fits(value) || a.record.fits(value),
);

const resource = such(
  'what resource("branch", …) gives',
  (value) => a.record.fits(value) && (value as { group?: unknown }).group instanceof Expr,
);

const legs = such(
  'a list of legs such as [{ arch: "s390x" }], or an expression that gives {"include": [leg, …]}',
  (value) => value instanceof Expr || (Array.isArray(value) && value.every(a.values.fits)),
);

const outcome = such(
  'an object such as { policy: "require-all" }',
  (value) => a.record.fits(value) && a.text.fits((value as { policy?: unknown }).policy),
);

const anyJob = {
  name: a.text,
  needs: handles,
  permissions: must(permissions),
  suppress: a.list,
  when: a.condition,
} satisfies Forms;

const withSteps = {
  ...anyJob,
  runsOn: must(a.texts),
  environment,
  env: a.values,
  timeoutMinutes: a.number,
  steps: must(steps),
} satisfies Forms;

/** What the kinds of job can be given. */
export const JOB_FORMS = {
  job: { ...withSteps, outputs: a.values, concurrency: GROUP, if: a.condition },
  matrix: {
    ...withSteps,
    over: must(legs),
    key: must(a.name),
    fields: a.list,
    outcome: must(outcome),
    maxParallel: a.number,
    writes: resource,
  },
  writer: { ...withSteps, outputs: a.values, writes: must(resource) },
  call: {
    ...anyJob,
    concurrency: GROUP,
    if: a.condition,
    workflow: must(
      such('a workflow, or a reference to one', (value) => a.name.fits(value) || a.record.fits(value)),
    ),
    with: a.values,
    secrets: a.values,
  },
} satisfies Readonly<Record<string, Forms>>;

const anyStep = {
  id: a.name,
  name: a.text,
  if: a.condition,
  env: a.values,
  continueOnError: a.flag,
  timeoutMinutes: a.number,
  suppress: a.list,
} satisfies Forms;

/** What the kinds of step can be given. */
export const STEP_FORMS = {
  run: {
    ...anyStep,
    script: must(such('what script`…` gives', a.name.fits)),
    shell: a.name,
    workingDirectory: a.text,
    outputs: a.list,
  },
  uses: { ...anyStep, with: a.values },
  checkout: anyStep,
} satisfies Readonly<Record<string, Forms>>;

/** What a workflow can be given. */
export const WORKFLOW_FORM: Forms = {
  file: must(a.name),
  name: must(a.name),
  description: must(a.name),
  runName: a.text,
  on: such('an object such as { push: { branches: ["main"] } }', a.record.fits),
  call: such('an object such as { inputs: {…} }; {} without inputs', a.record.fits),
  secrets: a.record,
  env: a.values,
  concurrency: GROUP,
  verdictRunsOn: a.text,
  suppress: a.list,
  jobs: must(such('a function that is given the builder', a.builder.fits)),
};
