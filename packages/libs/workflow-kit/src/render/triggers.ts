import type { Input, Inputs, Secrets } from '../model/input.ts';
import { EVENTS, type EventWords, type Triggers } from '../model/trigger.ts';
import type { Workflow } from '../model/workflow.ts';
import { type Entry, mapping, mappingIfAny, type Node, scalar, sequence, texts } from './yaml.ts';

/** `on:`, its events by name as in GitHub's documentation. */
export function renderTriggers({ on, call, secrets }: Workflow): Node {
  const events: readonly Entry[] = [
    ...Object.entries(EVENTS).map(
      ([name, words]): Entry => [snakeCase(name), event(filtersOf(on, name), words)],
    ),
    ['schedule', on.schedule && renderSchedule(on.schedule)],
    ['workflow_call', call && mapping(renderCall(call, secrets))],
    ['workflow_dispatch', on.workflowDispatch && mapping([['inputs', inputs(on.workflowDispatch.inputs)]])],
  ];
  return mapping([...events].sort(byName));
}

type Filters = Readonly<Record<string, readonly string[] | undefined>>;

function filtersOf(on: Triggers, event: string): Filters | undefined {
  return on[event as keyof typeof EVENTS] as Filters | undefined;
}

/** An event with its filters; `<filter>Ignore` is `<filter>-ignore`. */
function event(given: Filters | undefined, { filters }: EventWords): Node | undefined {
  if (given === undefined) return undefined;
  return mapping([
    ['types', texts(given.types)],
    ...filters.flatMap((name): readonly Entry[] => [
      [name, texts(given[name])],
      [`${name}-ignore`, texts(given[`${name}Ignore`])],
    ]),
  ]);
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function renderSchedule(times: NonNullable<Triggers['schedule']>): Node {
  return sequence(
    times.map(({ cron, timezone }) =>
      mapping([
        ['cron', scalar(cron)],
        ['timezone', scalar(timezone)],
      ]),
    ),
  );
}

function renderCall(call: NonNullable<Workflow['call']>, secrets: Secrets): readonly Entry[] {
  const outputs = Object.entries(call.outputs).sort(byName);
  return [
    ['inputs', inputs(call.inputs)],
    [
      'outputs',
      mappingIfAny(
        outputs.map(
          ([name, { description, value }]): Entry => [
            name,
            mapping([
              ['description', scalar(description)],
              ['value', scalar(value)],
            ]),
          ],
        ),
      ),
    ],
    [
      'secrets',
      mappingIfAny(
        Object.entries(secrets)
          .sort(byName)
          .map(
            ([name, { description, required }]): Entry => [
              name,
              mapping([
                ['description', scalar(description)],
                ['required', scalar(required)],
              ]),
            ],
          ),
      ),
    ],
  ];
}

/** Inputs stay in the order of the source: it is the order of the form that GitHub shows. */
function inputs(declared: Inputs | undefined): Node | undefined {
  return mappingIfAny(
    Object.entries(declared ?? {}).map(([name, input]): Entry => [name, renderInput(input)]),
  );
}

function renderInput({ description, required, default: value, form, options }: Input): Node {
  return mapping([
    ['description', scalar(description)],
    ['required', scalar(required)],
    ['default', scalar(value)],
    ['type', scalar(form)],
    ['options', texts(options)],
  ]);
}

function byName([one]: readonly [string, ...unknown[]], [other]: readonly [string, ...unknown[]]): number {
  return one < other ? -1 : 1;
}
