import { a, type Forms, fields, isName, isRecord, must, named, such } from './form.ts';
import { CONCURRENCY, SUPPRESSIONS } from './forms.ts';
import { INPUTS, TRIGGERS } from './trigger-forms.ts';

const secrets = named(
  'an object such as { token: secret.required("…") }',
  such('what secret.required("…") or secret.optional("…") gives', isSecret),
);

function isSecret(value: unknown): boolean {
  return isRecord(value) && typeof value.description === 'string' && typeof value.required === 'boolean';
}

/** What a workflow can be given. */
export const WORKFLOW_FORM: Forms = {
  file: must(a.name),
  name: must(a.name),
  description: must(a.name),
  runName: a.text,
  on: TRIGGERS,
  call: fields('an object such as { inputs: {…} }; {} without inputs', {
    inputs: INPUTS,
    secrets,
    outputs: named('an object such as { commit: "The commit." }', such('what the output means', isName)),
  }),
  secrets,
  env: a.values,
  concurrency: CONCURRENCY,
  verdictRunsOn: a.label,
  suppress: SUPPRESSIONS,
  jobs: must(such('a function that is given the builder', a.builder.fits)),
};

/** What an inlined workflow can be given. */
export const INLINE_FORM: Forms = {
  file: must(a.name),
  name: a.name,
  description: a.name,
  on: must(TRIGGERS),
  inputs: a.values,
  concurrency: CONCURRENCY,
  suppress: SUPPRESSIONS,
};
