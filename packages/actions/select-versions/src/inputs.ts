import {
  duration,
  flag,
  type Input,
  type InputSource,
  type InputValues,
  integer,
  invalidInput,
  isActionError,
  lines,
  matching,
  optional,
  readInputs as readShape,
  text,
  withDefault,
} from '@gatehouse/action-kit';
import { parseLocation } from '@gatehouse/text-source';
import * as z from 'zod/mini';
import { asWord } from './document.ts';
import { parseExclusions } from './exclude.ts';
import { type Filter, latestRelease, variants } from './filter.ts';
import { parseGlob } from './glob.ts';
import type { Axes } from './matrix.ts';
import { releaseTypes } from './release-type.ts';
import { labelsFor, parseLabels, parseLabelsByArch } from './runner.ts';
import { asArch, asPlatform, asPlatformVersion, wordsOf } from './words.ts';

/** An input that `read` reads, or refuses with an `INVALID_DOCUMENT`. */
const readBy = <T>(read: (text: string) => T): Input<T> =>
  z.pipe(
    z.string(),
    z.transform((raw: string, context) => {
      try {
        return read(raw.trim());
      } catch (error) {
        if (!isActionError(error, 'INVALID_DOCUMENT')) throw error;
        context.issues.push({ code: 'custom', message: error.message, input: raw });
        return z.NEVER;
      }
    }),
  );

/** Words without repetition, in the given order; `undefined` when there is none. */
const words = <T>(read: (word: string) => T): Input<readonly T[] | undefined> =>
  readBy((raw) => {
    const found = wordsOf(raw).map(read);
    return found.length === 0 ? undefined : [...new Set(found)];
  });

/** The manifest of the Pythons that GitHub builds, which `setup-python` reads. */
const pythonVersions =
  'https://raw.githubusercontent.com/actions/python-versions/main/versions-manifest.json';

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  'filter-file': optional(text()),
  version: words(parseGlob),
  'release-types': words((word) => asWord(word, releaseTypes)),
  variants: words((word) => asWord(word, variants)),
  'upstream-manifest': withDefault(readBy(parseLocation), parseLocation(pythonVersions)),
  published: lines(),
  'skip-published': withDefault(flag(), true),
  arches: words(asArch),
  platform: withDefault(readBy(asPlatform), 'linux'),
  'platform-versions': words(asPlatformVersion),
  'runner-template': withDefault(readBy(parseLabels), 'ubuntu-{platform_version}-{base_arch}'),
  'runner-labels': withDefault(readBy(parseLabelsByArch), new Map()),
  exclude: withDefault(readBy(parseExclusions), []),
  // With a slash in a tag, the address of a release's file is not the one that its parts spell.
  'tag-prefix': withDefault(matching(/^[\w.-]{1,64}$/, 'letters, digits and . _ -'), ''),
  'max-versions': optional(integer(1, 10_000)),
  'max-rows': withDefault(integer(1, 256), 256),
  deadline: withDefault(duration(), 120_000),
} as const;

type Values = InputValues<typeof inputs>;

/** What to plan. */
export interface Inputs {
  /** Where the filters stand: in a file of the repository, or in the inputs themselves. */
  readonly filters:
    | { readonly from: 'file'; readonly path: string }
    | { readonly from: 'inputs'; readonly filters: readonly Filter[] };
  readonly upstream: Values['upstream-manifest'];
  /** For reading `upstream`, retries included, in milliseconds. */
  readonly deadlineMs: number;
  /** Paths or globs of the manifests whose keys are left out. */
  readonly published: readonly string[];
  readonly axes: Axes;
  readonly maxVersions: number;
  readonly maxRows: number;
}

/** Reads the inputs; fails with `INVALID_INPUT`. */
export function readInputs(source?: InputSource): Inputs {
  const values = readShape(inputs, source);
  return {
    filters: readFilters(values),
    upstream: values['upstream-manifest'],
    deadlineMs: values.deadline,
    published: values['skip-published'] ? values.published : [],
    axes: readAxes(values),
    maxVersions: values['max-versions'] ?? Number.POSITIVE_INFINITY,
    maxRows: values['max-rows'],
  };
}

function readFilters(values: Values): Inputs['filters'] {
  const { version, variants: inlineVariants, 'release-types': inlineTypes, 'filter-file': path } = values;
  if (path === undefined) {
    const filter: Filter = {
      versions: version ?? latestRelease.versions,
      releaseTypes: inlineTypes ?? latestRelease.releaseTypes,
      variants: inlineVariants ?? latestRelease.variants,
    };
    return { from: 'inputs', filters: [filter] };
  }
  if ((version ?? inlineTypes ?? inlineVariants) === undefined) return { from: 'file', path };
  throw invalidInput(
    'found "filter-file" beside "version", "release-types" or "variants", expected one or the other.',
  );
}

function readAxes(values: Values): Axes {
  const { arches, platform, exclude } = values;
  const platformVersions = values['platform-versions'] ?? [];
  const runners = { usual: values['runner-template'], byArch: values['runner-labels'] };
  if (arches === undefined)
    throw invalidInput('"arches" is empty, expected at least one arch such as ppc64le.');
  for (const arch of arches) {
    const labels = [labelsFor(runners, arch)].flat();
    if (platformVersions.length > 0 || !labels.some((label) => label.includes('{platform_version}')))
      continue;
    throw invalidInput(`the runner of ${arch} names {platform_version}, and "platform-versions" is empty.`);
  }
  const tagPrefix = values['tag-prefix'];
  return { platform, arches, platformVersions, exclusions: exclude, runners, tagPrefix };
}
