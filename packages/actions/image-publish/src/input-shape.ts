import {
  choice,
  duration,
  flag,
  type InputValues,
  integer,
  lines,
  optional,
  text,
  withDefault,
} from '@gatehouse/action-kit';

/** What belongs to one image. A plan has these for each of its targets. */
export const targetShape = {
  image: optional(text('a repository such as ghcr.io/acme/widgets')),
  sources: withDefault(lines(), []),
  target: optional(text('a target such as ghcr.io/acme/widgets')),
  kind: withDefault(choice('index', 'copy'), 'index'),
  tags: withDefault(lines(), []),
  'floating-tags': withDefault(lines(), []),
  version: optional(text('a version')),
  'missing-platforms': withDefault(choice('require-current', 'drop', 'carry'), 'require-current'),
  'expected-platforms': withDefault(lines(), []),
  existing: withDefault(choice('equal', 'contains'), 'equal'),
  annotations: withDefault(lines(), []),
  soci: withDefault(flag(), false),
  'soci-min-layer-size': optional(integer(0, 2 ** 40)),
  'soci-span-size': optional(integer(1, 2 ** 40)),
} as const;

/** What belongs to the whole step. */
export const stepShape = {
  plan: optional(text('a plan')),
  'plan-file': optional(text('the path of a plan')),
  'parts-dir': optional(text('the path of a folder')),
  'stop-after': withDefault(choice('digest', 'tags'), 'tags'),
  'require-passed': withDefault(flag(), false),
  'passed-digests': withDefault(lines(), []),
  'plain-http': withDefault(lines(), []),
  'soci-tool': optional(text('the path of a program')),
  only: optional(choice('soci')),
  jobs: withDefault(integer(1, 64), 4),
  wait: withDefault(duration(), 10 * 60_000),
  deadline: withDefault(duration(), 30 * 60_000),
  'dry-run': withDefault(flag(), false),
} as const;

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = { ...targetShape, ...stepShape } as const;

/** What says which image it is: a plan has it in each target, and the step beside a plan has none of it. */
export const IDENTIFYING = [
  'image',
  'sources',
  'target',
] as const satisfies readonly (keyof typeof targetShape)[];

/** The inputs of one image, read. */
export type TargetValues = InputValues<typeof targetShape>;
