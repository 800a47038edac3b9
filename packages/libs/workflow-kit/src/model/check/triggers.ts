import type { Mistake } from '../../source/mistake.ts';
import { suggestion } from '../../source/suggestion.ts';
import type { Workflow } from '../workflow.ts';

const EVENTS = ['mergeGroup', 'pullRequest', 'push', 'release', 'schedule', 'workflowDispatch'];
const REFUSED = /^(pull_?request_?target|workflow_?run)$/i;
const CRON = /^(\S+ ){4}\S+$/;
/** https://github.blog/changelog/2025-12-04-actions-workflow-dispatch-workflows-now-support-25-inputs/ */
const MOST_DISPATCH_INPUTS = 25;

/** Triggers that are not there, contradict themselves, or do not belong in what releases. */
export function triggerMistakes(workflow: Workflow): readonly Mistake[] {
  const { at, on, call } = workflow;
  const events = Object.entries(on).filter(([, event]) => event !== undefined);
  const messages = [
    ...(events.length === 0 && call === undefined
      ? ['Nothing starts this workflow: give "on", "call", or both.']
      : []),
    ...events.flatMap(([event, filters]) => eventMessages(event, filters)),
    ...(on.schedule ?? [])
      .filter(({ cron }) => !CRON.test(cron))
      .map(({ cron }) => `"${cron}" is no time in POSIX cron syntax, such as "30 4 * * 1".`),
    ...inputMessages(workflow),
  ];
  return messages.map((message) => ({ at, message }));
}

function eventMessages(event: string, filters: object): readonly string[] {
  if (REFUSED.test(event)) {
    return [
      `The trigger "${event}" runs with the rights of the default branch on what a stranger proposes. Use "pullRequest", or "push" after the merge.`,
    ];
  }
  if (!EVENTS.includes(event))
    return [`"${event}" is no trigger that is known here.${suggestion(event, EVENTS)}`];
  const given = new Map(Object.entries(filters));
  return ['branches', 'tags', 'paths']
    .filter((filter) => given.get(filter) !== undefined && given.get(`${filter}Ignore`) !== undefined)
    .map(
      (filter) =>
        `The trigger "${event}" has both "${filter}" and "${filter}Ignore"; GitHub takes one of them.`,
    );
}

function inputMessages({ on, call }: Workflow): readonly string[] {
  const asked = on.workflowDispatch?.inputs ?? {};
  const called = call?.inputs ?? {};
  const count = Object.keys(asked).length;
  return [
    ...(count > MOST_DISPATCH_INPUTS
      ? [`workflowDispatch asks for ${count} inputs; GitHub takes ${MOST_DISPATCH_INPUTS}.`]
      : []),
    ...Object.entries(called)
      .filter(([, { form, type }]) => form !== type)
      .map(
        ([name, { form }]) =>
          `The input "${name}" is a ${form}; a called workflow takes boolean, number or string.`,
      ),
    ...Object.entries(asked)
      .filter(([name, { type }]) => called[name] !== undefined && called[name].type !== type)
      .map(
        ([name]) =>
          `The input "${name}" is of one type under "call" and of another under "workflowDispatch".`,
      ),
  ];
}
