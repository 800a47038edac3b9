import { Expr } from '../expression/expr.ts';
import { referencesIn } from '../expression/node.ts';
import { calleeOf } from '../graph/calls.ts';
import { jobsOfKind, type WorkflowSet } from '../graph/set.ts';
import type { CallJob } from '../model/job.ts';
import type { Value } from '../model/value.ts';
import { valuesOf } from '../model/values.ts';
import type { Workflow } from '../model/workflow.ts';
import { suggestion } from '../source/suggestion.ts';
import { defineRule, type Offence } from './rule.ts';

/** A secret goes one call at a time, and only where both ends name it. */
export const secretsPassing = defineRule(
  'secrets-passing',
  'Every secret is named, declared and handed over at each call.',
  (set) => [
    ...jobsOfKind(set, 'call').flatMap(({ workflow, job }) =>
      handedOver(job, workflow, set).map((message) => ({ workflow, job, message })),
    ),
    ...set.workflows.flatMap(readWithoutWord),
  ],
);

function handedOver(job: CallJob, caller: Workflow, set: WorkflowSet): readonly string[] {
  if (typeof job.secrets === 'string') {
    return [
      `The call hands over all secrets ("secrets: ${job.secrets}"). Name those that the callee declares: { token: build.secret('TOKEN') }.`,
    ];
  }
  const callee = calleeOf(job, set);
  if (callee === undefined) return [];
  const { file, secrets } = callee;
  const unknown = Object.keys(job.secrets).filter((name) => !Object.hasOwn(secrets, name));
  const required = Object.keys(secrets).filter((name) => secrets[name]?.required);
  return [
    ...unknown.map(
      (name) =>
        `The call hands over the secret "${name}", which ${file} does not declare.${suggestion(name, Object.keys(secrets))}`,
    ),
    ...required.flatMap((name) => {
      const given = job.secrets[name];
      if (given === undefined)
        return [`The call does not hand over the secret "${name}", which ${file} requires.`];
      const optional = optionalSecret(given, caller);
      if (optional === undefined) return [];
      return [
        `${file} requires the secret "${name}"; it is handed "${optional}", which ${caller.file} can be without. Make that one required too.`,
      ];
    }),
  ];
}

/** The name of the caller's own optional secret, where `value` is nothing else. */
function optionalSecret(value: Value, { secrets }: Workflow): string | undefined {
  if (!(value instanceof Expr) || value.node.kind !== 'property' || !value.uses.includes('secrets'))
    return undefined;
  const name = value.node.key;
  return typeof name === 'string' && secrets[name]?.required === false ? name : undefined;
}

function readWithoutWord(workflow: Workflow): readonly Offence[] {
  return valuesOf(workflow).flatMap(({ value, place: { job, step, key } }) => {
    if (!(value instanceof Expr)) return [];
    const names = referencesIn(value.node).flatMap(({ context, path }) =>
      context === 'secrets' ? [path[0]] : [],
    );
    return names
      .filter(
        (name) => name === undefined || !(name === 'GITHUB_TOKEN' || Object.hasOwn(workflow.secrets, name)),
      )
      .map((name) => ({
        workflow,
        job,
        step,
        message:
          name === undefined
            ? `"${key}" reads all secrets at once. Name the one it needs.`
            : `"${key}" reads the secret "${name}", which ${workflow.file} does not declare; called by others, it is empty.${suggestion(name, Object.keys(workflow.secrets))}`,
      }));
  });
}
