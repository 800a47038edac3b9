import {
  choice,
  duration,
  flag,
  type InputValues,
  input,
  lines,
  matching,
  optional,
  secret,
  text,
} from '@gatehouse/action-kit';
import { isTarget, parseExpectedKeys, parsePolicy, TARGET_FORM } from '@gatehouse/parts';
import { parseKey } from '@gatehouse/version-manifest';

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  mode: choice('merge', 'lint'),
  'parts-dir': optional(text('a folder')),
  target: optional(input(TARGET_FORM, (found) => (isTarget(found) ? found : undefined))),
  layout: text('root, version-arch or a path template'),
  manifest: text('a path in the repository'),
  'final-newline': choice('keep', 'always', 'never'),
  'name-template': lines(),
  repository: matching(/^[\w.-]+\/[\w.-]+$/, 'owner/name'),
  expected: optional(
    input('keys such as "3.14.2 / linux / 24.04 / ppc64le", as a JSON list or one a line', fileKeys),
  ),
  policy: input('require-all, allow-missing or at-least: N', parsePolicy),
  unexpected: choice('take', 'leave', 'error'),
  released: choice('ignore', 'require'),
  'allow-empty': flag(),
  'on-published': choice('merge-files', 'replace-version', 'error'),
  'on-older-run': choice('error', 'skip'),
  repair: flag(),
  'upstream-manifest': optional(text('a path or an https URL')),
  'own-manifests': text('a folder in the repository'),
  writer: choice('git', 'api', 'none'),
  directory: text('a folder'),
  branch: optional(matching(/^[^\s~^:?*[\\-][^\s~^:?*[\\]*$/, 'the name of a branch')),
  remote: optional(text('an address')),
  token: optional(secret()),
  'author-name': matching(/^[^<>\n]+$/, 'a name without angle brackets'),
  'author-email': matching(/^[^<>\s]+$/, 'an e-mail address'),
  message: text('the first line of a commit message'),
  'sign-off': flag(),
  deadline: duration(),
  'dry-run': flag(),
} as const;

/** The values of all inputs, before a mode makes something of them. */
export type Values = InputValues<typeof inputs>;

/** Keys of files: what `select-versions` expects and the entries of parts are matched by. */
function fileKeys(found: string): readonly string[] | undefined {
  const keys = parseExpectedKeys(found);
  return keys?.every((key) => parseKey(key) !== undefined) ? keys : undefined;
}
