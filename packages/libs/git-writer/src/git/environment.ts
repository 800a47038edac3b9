import { devNull } from 'node:os';

/** One setting of git for one command; a later one of the same name wins, or is added where git keeps lists. */
export type Setting = readonly [name: string, value: string];

/** Variables that point git at another repository or at another person (git-rev-parse --local-env-vars). */
const OF_ANOTHER_REPOSITORY = [
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_INDEX_FILE',
  'GIT_NAMESPACE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
] as const;

/**
 * What must not depend on the user's set-up. Their configuration is read otherwise, for proxies,
 * certificates, mirrors (`insteadOf`, which is shown) and credential helpers.
 */
const SETTINGS: readonly Setting[] = [
  ['core.hooksPath', devNull],
  ['core.fsmonitor', 'false'],
  ['core.autocrlf', 'false'],
  ['color.ui', 'false'],
  ['gc.auto', '0'],
  ['maintenance.auto', 'false'],
  ['log.showSignature', 'false'],
  ['fetch.recurseSubmodules', 'false'],
  ['fetch.writeCommitGraph', 'false'],
  ['push.gpgSign', 'false'],
  ['protocol.version', '2'],
];

/**
 * The environment for git in the repository at `directory`. Settings travel in `GIT_CONFIG_COUNT` and its
 * kin (git 2.31), so that a secret among them is in no argument and in no file.
 */
export function gitEnvironment(
  inherited: NodeJS.ProcessEnv,
  directory: string,
  settings: readonly Setting[],
): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...inherited };
  for (const name of OF_ANOTHER_REPOSITORY) delete env[name];
  // Somebody may have set some already, as a local stage does for its `insteadOf`.
  const before = Number(inherited.GIT_CONFIG_COUNT ?? 0) || 0;
  const all = [...SETTINGS, ...settings];
  for (const [index, [name, value]] of all.entries()) {
    env[`GIT_CONFIG_KEY_${before + index}`] = name;
    env[`GIT_CONFIG_VALUE_${before + index}`] = value;
  }
  return {
    ...env,
    GIT_CONFIG_COUNT: String(before + all.length),
    GIT_DIR: directory,
    GIT_TERMINAL_PROMPT: '0',
    GCM_INTERACTIVE: 'never',
    GIT_ALLOW_PROTOCOL: 'file:https:http:ssh',
    GIT_NO_REPLACE_OBJECTS: '1',
    LC_ALL: 'C',
  };
}
