import { invalidInput, messageOf, quote } from '@gatehouse/action-kit';
import { parseBuildPlatform, parseRepository } from '@gatehouse/oci-client';
import { parseAnnotations, tagOf } from '@gatehouse/oci-index';
import type { Target, TargetSource } from '@gatehouse/oci-publish';
import { isTarget, TARGET_FORM } from '@gatehouse/parts';
import type { TargetValues } from './input-shape.ts';
import { parseSource } from './source.ts';

/** One image that is asked for; where its sources are parts, those are read later. */
export interface TargetRequest {
  readonly target: Omit<Target, 'sources'>;
  readonly from: SourcesFrom;
}

/** What the step says for every image. */
export interface StepRequest {
  readonly stopAfter: Target['stopAfter'];
  /** What a gate has passed; `undefined` where none was asked. */
  readonly passed: Target['passed'];
  readonly sociTool: string | undefined;
  /** `soci`: images that are there already get SOCI indexes; nothing is waited for. */
  readonly only: 'soci' | undefined;
}

/** Where the images of a target are named. */
export type SourcesFrom =
  | { readonly kind: 'named'; readonly sources: readonly TargetSource[] }
  /** The parts of this run that have exactly this target. */
  | { readonly kind: 'parts'; readonly target: string };

/** Makes a request of the inputs of one image; fails with `INVALID_INPUT`. */
export function targetRequest(values: TargetValues, step: StepRequest): TargetRequest {
  const { version, tags, kind, image } = values;
  if (image === undefined) {
    throw invalidInput('image: found nothing, expected a repository such as ghcr.io/acme/widgets');
  }
  const repository = take('image', () => parseRepository(image));
  const sources = values.sources.map((line) => take('sources', () => parseSource(line, repository)));
  const expected = values['expected-platforms'].map((line) =>
    take('expected-platforms', () => parseBuildPlatform(line)),
  );
  if (kind === 'copy' && values.annotations.length > 0) {
    throw invalidInput('annotations: found some with the kind "copy", expected none: a copy keeps its bytes');
  }
  const filled = filling(version);
  if (version === undefined && [...tags, ...values['floating-tags']].some((tag) => /\{\w+\}/.test(tag))) {
    throw invalidInput('version: found nothing, expected the version for the placeholders in the tags');
  }
  const target: TargetRequest['target'] = {
    repository,
    kind,
    exact: [...new Set(tags.map((template) => filled('tags', template)))],
    floating: [...new Set(values['floating-tags'])],
    versions:
      version === undefined
        ? undefined
        : { version, exact: tags.find((template) => template.includes('{version}')) ?? '{version}' },
    policy: {
      missing: values['missing-platforms'],
      existing: values.existing,
      expected: expected.length === 0 ? undefined : expected,
      annotations: take('annotations', () => parseAnnotations(values.annotations)),
    },
    stopAfter: step.stopAfter,
    passed: step.passed,
    soci: sociOf(values, step),
  };
  refuseTwice([...target.exact, ...filledFloating(target)]);
  return { target, from: sourcesFrom(values.target, image, sources) };
}

/** The floating tags, with the version in them. */
export function filledFloating({
  floating,
  versions,
}: Pick<Target, 'floating' | 'versions'>): readonly string[] {
  return floating.map((template) => filling(versions?.version)('floating-tags', template));
}

function sociOf(values: TargetValues, { sociTool, only }: StepRequest): Target['soci'] {
  const { soci, kind, 'soci-min-layer-size': minLayerSize, 'soci-span-size': spanSize } = values;
  if (soci && kind === 'copy') {
    throw invalidInput('soci: found true with the kind "copy", expected false: a copy keeps its bytes');
  }
  if (soci) return { tool: sociTool, minLayerSize, spanSize };
  if (only === 'soci') throw invalidInput('soci: found false with "only: soci", expected true');
  return undefined;
}

function sourcesFrom(
  target: string | undefined,
  image: string,
  sources: readonly TargetSource[],
): SourcesFrom {
  if (sources.length > 0) {
    if (target === undefined) return { kind: 'named', sources };
    throw invalidInput('target: found a value beside "sources", expected one of them: it names parts');
  }
  const wanted = target ?? image;
  if (isTarget(wanted)) return { kind: 'parts', target: wanted };
  throw invalidInput(`target: found ${quote(wanted)}, expected ${TARGET_FORM}`);
}

function filling(version: string | undefined) {
  // A placeholder without a version stays as it is, and is not a tag.
  return (name: string, template: string) => take(name, () => tagOf(template, version ?? '0.0.0'));
}

/** A tag that is written once and also moves would be set twice, and the second time wins. */
function refuseTwice(tags: readonly string[]): void {
  const twice = tags.find((tag, at) => tags.indexOf(tag) !== at);
  if (twice !== undefined) throw invalidInput(`tags: found ${quote(twice)} twice, expected each tag once`);
}

function take<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    throw invalidInput(`${name}: ${messageOf(thrown)}`);
  }
}
