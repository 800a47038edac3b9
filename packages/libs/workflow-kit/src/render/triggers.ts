import type { Input, Inputs, Secrets } from '../model/input.ts';
import type { Triggers } from '../model/trigger.ts';
import type { Workflow } from '../model/workflow.ts';
import { type Entry, mapping, mappingIfAny, type Node, scalar, sequence, texts } from './yaml.ts';

/** `on:`, its events by name as in GitHub's documentation. */
export function renderTriggers({ on, call, secrets }: Workflow): Node {
  return mapping([
    ['merge_group', event(on.mergeGroup, ['types', 'branches'])],
    ['pull_request', event(on.pullRequest, ['types', 'branches', 'paths'])],
    ['push', event(on.push, ['branches', 'tags', 'paths'])],
    ['release', event(on.release, ['types'])],
    ['schedule', on.schedule && renderSchedule(on.schedule)],
    ['workflow_call', call && mapping(renderCall(call, secrets))],
    ['workflow_dispatch', on.workflowDispatch && mapping([['inputs', inputs(on.workflowDispatch.inputs)]])],
  ]);
}

/** An event with its filters; `<filter>Ignore` is `<filter>-ignore`. */
function event(filters: object | undefined, names: readonly string[]): Node | undefined {
  if (filters === undefined) return undefined;
  const given = new Map<string, readonly string[]>(Object.entries(filters));
  return mapping(
    names.flatMap((name): readonly Entry[] => [
      [name, texts(given.get(name))],
      [`${name}-ignore`, texts(given.get(`${name}Ignore`))],
    ]),
  );
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

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
