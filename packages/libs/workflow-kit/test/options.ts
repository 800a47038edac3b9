import { fileURLToPath } from 'node:url';
import type { OwnAction, OwnStep, Readable, RenderOptions, UseSpec, Workflow } from '../src/index.ts';
import { own, parsePins, renderWorkflow, workflow } from '../src/index.ts';

/** The folder of this package, which stands for the repository of the samples. */
export const root = fileURLToPath(new URL('..', import.meta.url));

export const CATALOGUE = `runs:
  using: composite
  steps:
    - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
    - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
`;

/** Renders with two pins, the actions `plan-legs` and `merge-parts`, and `actions/build` of the repository. */
export const options: RenderOptions = {
  root,
  generator: '@gatehouse/workflow-kit 1.2.3',
  target: { kind: 'github.com' },
  pins: parsePins(CATALOGUE, '/repository/workflows-src/pins/action.yml'),
  actions: new Map([
    ['plan-legs', ownAction('plan-legs', { arches: true, platform: false }, ['matrix', 'empty'])],
    ['merge-parts', ownAction('merge-parts', { expected: false, policy: false, token: false }, ['commit'])],
  ]),
  local: new Map([['actions/build', ownAction('actions/build', { arches: true }, ['matrix'])]]),
};

/** `workflow` as it is rendered for github.com, without its header. */
export function bodyOf(rendered: Workflow): string {
  return renderWorkflow(rendered, options).split('\n').slice(2).join('\n');
}

/** The least that can be said of a workflow, and of a job. */
export const minimal = { file: 'x.yml', name: 'X', description: 'A sample.', on: { push: {} } } as const;
export const minimalJob = { permissions: {}, runsOn: 'ubuntu-24.04' } as const;

/** `own` without the help of the types: for the actions of {@link options}, and as a source in JavaScript calls it. */
export const untypedOwn = own as (action: string, spec?: UseSpec) => Readable<OwnStep>;

/** `workflow` without the help of the types, as a source in JavaScript would call it. */
export const untyped = workflow as (spec: object) => Workflow;

function ownAction(name: string, inputs: Record<string, boolean>, outputs: readonly string[]): OwnAction {
  const asked = Object.entries(inputs).map(
    ([input, mustGive]) => [input, { description: '', default: undefined, mustGive }] as const,
  );
  const described = outputs.map((output) => [output, ''] as const);
  return {
    name,
    path: `/repository/${name}/action.yml`,
    inputs: new Map(asked),
    outputs: new Map(described),
  };
}
