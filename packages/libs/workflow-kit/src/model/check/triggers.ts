import { Expr } from '../../expression/expr.ts';
import type { Mistake } from '../../source/mistake.ts';
import type { ScheduledTime } from '../trigger.ts';
import type { Workflow } from '../workflow.ts';
import { isCron } from './cron.ts';

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
    ...(on.schedule ?? []).flatMap(timeMessages),
    ...inputMessages(workflow),
  ];
  return messages.map((message) => ({ at, message }));
}

function eventMessages(event: string, filters: object): readonly string[] {
  const given = new Map(Object.entries(filters));
  return ['branches', 'tags', 'paths']
    .filter((filter) => given.get(filter) !== undefined && given.get(`${filter}Ignore`) !== undefined)
    .map(
      (filter) =>
        `The trigger "${event}" has both "${filter}" and "${filter}Ignore"; GitHub takes one of them.`,
    );
}

function timeMessages({ cron, timezone }: ScheduledTime): readonly string[] {
  return [
    ...(isCron(cron) ? [] : [`"${cron}" is no time in POSIX cron syntax, such as "30 4 * * 1".`]),
    ...(timezone === undefined || isTimezone(timezone)
      ? []
      : [`"${timezone}" is no timezone by its IANA name, such as "Europe/Berlin".`]),
  ];
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

function inputMessages({ on, call }: Workflow): readonly string[] {
  const asked = on.workflowDispatch?.inputs ?? {};
  const called = call?.inputs ?? {};
  const count = Object.keys(asked).length;
  return [
    ...(count > MOST_DISPATCH_INPUTS
      ? [`workflowDispatch asks for ${count} inputs; GitHub takes ${MOST_DISPATCH_INPUTS}.`]
      : []),
    ...Object.entries(asked)
      .filter(([, input]) => input.default instanceof Expr)
      .map(
        ([name]) =>
          `The default of the input "${name}" is an expression, which "workflowDispatch" does not take.`,
      ),
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
