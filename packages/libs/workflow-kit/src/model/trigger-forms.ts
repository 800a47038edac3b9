import {
  a,
  type Form,
  fields,
  formMessages,
  isListOf,
  isName,
  isRecord,
  must,
  named,
  oneOf,
  such,
} from './form.ts';
import { isDeclaredInput } from './input-form.ts';
import { EVENTS } from './trigger.ts';

const REFUSED = /^(pull_?request_?target|workflow_?run)$/i;

/** Declared inputs, by name. */
export const INPUTS = named(
  'an object such as { branch: input.string({…}) }',
  such('what input.string({…}) or one of its kind gives', isDeclaredInput),
);

const patterns = such(
  'a list of patterns, one of them at least without "!" in front',
  (value) => isListOf(value, isName) && value.some((one) => !one.startsWith('!')),
);

const times = such(
  'a list such as [{ cron: "30 4 * * 1" }]',
  (value) =>
    isListOf(value, isRecord) &&
    value.every((one) => formMessages('', one, { cron: must(a.name), timezone: a.name }).length === 0),
);

const FORMS: Readonly<Record<string, Form>> = {
  ...Object.fromEntries(Object.entries(EVENTS).map(([event, words]) => [event, eventForm(words)])),
  schedule: times,
  workflowDispatch: fields('an object; {} where it asks for nothing', { inputs: INPUTS }),
};

function eventForm(words: (typeof EVENTS)[keyof typeof EVENTS]): Form {
  const filters = words.filters.flatMap((filter) => [filter, `${filter}Ignore`]);
  return fields('an object; {} where every one counts', {
    ...Object.fromEntries(filters.map((filter) => [filter, patterns])),
    ...('types' in words ? { types: activities(words.types) } : {}),
  });
}

function activities(types: readonly string[] | 'own'): Form {
  if (types === 'own') return such('a list of texts', (value) => isListOf(value, isName));
  const one = oneOf(types);
  return such(`a list of ${one.expected}`, (value) => isListOf(value, one.fits));
}

/** What is given under "on". */
export const TRIGGERS: Form = {
  ...such('an object such as { push: { branches: ["main"] } }', isRecord),
  within: (what, on) =>
    Object.keys(on).flatMap(
      (event) => refusedEvent(event) ?? formMessages(what, { [event]: on[event] }, FORMS),
    ),
};

function refusedEvent(event: string): readonly string[] | undefined {
  if (!REFUSED.test(event)) return undefined;
  return [
    `The trigger "${event}" runs with the rights of the default branch on what a stranger proposes. Use "pullRequest", or "push" after the merge.`,
  ];
}
