import { Expr } from '../expression/expr.ts';
import {
  a,
  type Form,
  type Forms,
  fields,
  isListOf,
  isName,
  isPlain,
  isRecord,
  must,
  oneOf,
  such,
} from './form.ts';
import { POLICY } from './matrix.ts';
import { isResult } from './need.ts';
import { SHELLS } from './step.ts';

/** A group with what becomes of those that wait in it. */
export const CONCURRENCY = fields('an object such as { group: "…", queue: "max" }', {
  group: must(a.label),
  queue: oneOf(['max', 'single']),
  cancelInProgress: a.flag,
});

/** Exceptions from rules. */
export const SUPPRESSIONS = such(
  'a list of what suppress("rule", "why") gives',
  (value) => Array.isArray(value) && value.every((one) => isRecord(one) && 'rule' in one && 'at' in one),
);

const handles = such(
  'a list of what the builder gave for the jobs before, of their ids, or of accept(…)',
  (value) => Array.isArray(value) && Array.from<unknown>(value).every(isNeed),
);

function isNeed(value: unknown): boolean {
  if (!isRecord(value)) return typeof value === 'string';
  return typeof value.id === 'string' && (value.accepts === undefined || isListOf(value.accepts, isResult));
}

const steps = such(
  'a list of steps made by run(…), uses(…), own(…), local(…) or checkout(…)',
  (value) => Array.isArray(value) && value.every((one) => isRecord(one) && 'kind' in one && 'at' in one),
);

const permissions = such('an object such as { contents: read("checks out") }; {} grants nothing', isRecord);

const environment: Form = {
  ...fields('', { name: must(a.label), url: a.text, deployment: a.constant }),
  ...such(
    'the name of an environment, or { name, url, deployment }',
    (value) => a.label.fits(value) || isRecord(value),
  ),
};

const resource = such(
  'what resource("branch", …) gives',
  (value) => isRecord(value) && value.group instanceof Expr && Array.isArray(value.names),
);

const legs = such(
  'a list of legs such as [{ arch: "s390x" }], or an expression that gives {"include": [leg, …]}',
  (value) =>
    value instanceof Expr
      ? value.type === 'string' || value.type === 'json'
      : Array.isArray(value) && value.every(isLeg),
);

function isLeg(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((one) => one === undefined || isPlain(one));
}

const outcome = fields('an object such as { policy: "require-all" }', {
  policy: must(
    such(
      '"require-all", "allow-missing", "at-least: 3", or an expression that gives one of them',
      (value) => value instanceof Expr || (typeof value === 'string' && POLICY.test(value)),
    ),
  ),
});

const anyJob = {
  name: a.text,
  needs: handles,
  permissions: must(permissions),
  suppress: SUPPRESSIONS,
  when: a.condition,
} satisfies Forms;

const withSteps = {
  ...anyJob,
  runsOn: must(a.labels),
  environment,
  env: a.values,
  timeoutMinutes: a.number,
  steps: must(steps),
} satisfies Forms;

/** What the kinds of job can be given. */
export const JOB_FORMS = {
  job: { ...withSteps, outputs: a.values, concurrency: CONCURRENCY, if: a.condition },
  matrix: {
    ...withSteps,
    over: must(legs),
    key: must(a.name),
    fields: a.names,
    outcome: must(outcome),
    maxParallel: a.number,
    writes: resource,
  },
  writer: { ...withSteps, outputs: a.values, writes: must(resource) },
  call: {
    ...anyJob,
    concurrency: CONCURRENCY,
    if: a.condition,
    workflow: must(
      such('a workflow, or a reference to one', (value) => typeof value === 'string' || isRecord(value)),
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
  suppress: SUPPRESSIONS,
} satisfies Forms;

/** What the kinds of step can be given. */
export const STEP_FORMS = {
  run: {
    ...anyStep,
    script: must(such('what script`…` gives', isName)),
    shell: oneOf(SHELLS),
    workingDirectory: a.label,
    outputs: a.names,
  },
  uses: { ...anyStep, with: a.values },
  checkout: anyStep,
} satisfies Readonly<Record<string, Forms>>;
