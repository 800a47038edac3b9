import {
  choice,
  duration,
  flag,
  type InputValues,
  input,
  integer,
  lines,
  matching,
  optional,
  text,
} from '@gatehouse/action-kit';
import { isTarget, TARGET_FORM } from '@gatehouse/parts';
import { ARCHES, isArch, isPlatformVersion } from '@gatehouse/version-manifest';
import { parseMatrixValues } from './leg.ts';

const among = (words: readonly string[], holds: (word: string) => boolean) =>
  input(words.join(', '), (found) => (holds(found) ? found : undefined));

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  kind: choice('version-files', 'image', 'files'),
  files: lines(),
  assets: optional(text('a JSON list of assets')),
  'assets-file': optional(text('a path')),
  repository: matching(/^[\w.-]+\/[\w.-]+$/, 'owner/name'),
  tag: optional(text('the tag of a release')),
  'tag-prefix': optional(text()),
  version: optional(text('a version')),
  'name-template': lines(),
  companions: lines(),
  arch: optional(among(ARCHES, isArch)),
  platform: optional(text('a platform')),
  'platform-version': optional(input('numbers and dots such as 24.04', parsePlatformVersion)),
  leg: optional(input('the values of a matrix as JSON: toJSON(matrix)', parseMatrixValues)),
  image: optional(text('the name of an image')),
  digest: optional(text('a digest')),
  annotations: lines(),
  target: optional(input(TARGET_FORM, (found) => (isTarget(found) ? found : undefined))),
  key: optional(text('a key')),
  inspect: choice('true', 'false', 'if-any'),
  'inspect-exempt': lines(),
  upload: flag(),
  'retention-days': optional(integer(1, 400)),
  deadline: duration(),
  'output-dir': optional(text('a folder')),
} as const;

/** The values of all inputs, before a kind makes something of them. */
export type Values = InputValues<typeof inputs>;

function parsePlatformVersion(found: string): string | undefined {
  return isPlatformVersion(found) ? found : undefined;
}
