import {
  choice,
  duration,
  flag,
  type InputSource,
  invalidInput,
  lines,
  messageOf,
  optional,
  readInputs as readShape,
  text,
  withDefault,
} from '@gatehouse/action-kit';
import { parseBuildPlatform, parseRepository } from '@gatehouse/oci-client';
import { parseAnnotations, tagOf } from '@gatehouse/oci-index';
import type { Target } from '@gatehouse/oci-publish';
import { parseSource } from './source.ts';

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  image: text('a repository such as ghcr.io/acme/widgets'),
  sources: lines(),
  kind: withDefault(choice('index', 'copy'), 'index'),
  tags: withDefault(lines(), []),
  'floating-tags': withDefault(lines(), []),
  version: optional(text('a version')),
  'missing-platforms': withDefault(choice('require-current', 'drop', 'carry'), 'require-current'),
  'expected-platforms': withDefault(lines(), []),
  existing: withDefault(choice('equal', 'contains'), 'equal'),
  annotations: withDefault(lines(), []),
  'stop-after': withDefault(choice('digest', 'tags'), 'tags'),
  'plain-http': withDefault(lines(), []),
  deadline: withDefault(duration(), 10 * 60_000),
  'dry-run': withDefault(flag(), false),
} as const;

/** What the action was asked to do. */
export interface Inputs {
  /** Its floating tags are those that are asked for; whether each moves is decided later. */
  readonly target: Target;
  /** How the highest version of a group is found; `undefined` moves every floating tag. */
  readonly versions: { readonly version: string; readonly exact: string } | undefined;
  readonly plainHttp: readonly string[];
  readonly deadlineMs: number;
  readonly writes: 'yes' | 'dry-run';
}

/** Reads the inputs; fails with `INVALID_INPUT`, before anything is asked of a registry. */
export function readInputs(from?: InputSource): Inputs {
  const values = readShape(inputs, from);
  const { version, tags } = values;
  const repository = take('image', () => parseRepository(values.image));
  const sources = values.sources.map((line) => take('sources', () => parseSource(line, repository)));
  if (sources.length === 0) throw invalidInput('sources: found nothing, expected one image per line');
  const expected = values['expected-platforms'].map((line) =>
    take('expected-platforms', () => parseBuildPlatform(line)),
  );
  // A placeholder without a version stays as it is, and is not a tag.
  const filled = (name: string, template: string) => take(name, () => tagOf(template, version ?? '0.0.0'));
  if (version === undefined && [...tags, ...values['floating-tags']].some((tag) => /\{\w+\}/.test(tag))) {
    throw invalidInput('version: found nothing, expected the version for the placeholders in the tags');
  }
  for (const template of values['floating-tags']) filled('floating-tags', template);
  const target: Target = {
    repository,
    kind: values.kind,
    sources,
    exact: tags.map((template) => filled('tags', template)),
    floating: values['floating-tags'],
    policy: {
      missing: values['missing-platforms'],
      existing: values.existing,
      expected: expected.length === 0 ? undefined : expected,
      annotations: take('annotations', () => parseAnnotations(values.annotations)),
    },
    stopAfter: values['stop-after'],
  };
  const exact = tags.find((template) => template.includes('{version}')) ?? '{version}';
  return {
    target,
    versions: version === undefined ? undefined : { version, exact },
    plainHttp: values['plain-http'],
    deadlineMs: values.deadline,
    writes: values['dry-run'] ? 'dry-run' : 'yes',
  };
}

function take<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    throw invalidInput(`${name}: ${messageOf(thrown)}`);
  }
}
