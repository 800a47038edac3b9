import * as z from 'zod/mini';
import { flag, listOf, text, word } from './expectation/values.ts';
import { type Look, mapLook } from './settings/look.ts';
import type { Settings } from './settings/seen.ts';

/** A setting of GitHub Actions that is one value: what a file declares, and what GitHub says. */
export interface ActionsSetting {
  /** Its key below `actions:` in an expectation file. */
  readonly key: string;
  /** How a file declares it. */
  readonly form: z.ZodMiniType<ActionsValue, unknown>;
  /** The answer of GitHub's that holds it. */
  readonly from: ActionsSource;
  /** What GitHub says; `undefined` where an answer leaves it out. */
  readonly look: (settings: Settings) => Look<ActionsValue | undefined>;
  /** What to do where it differs. */
  readonly todo: (expected: ActionsValue) => string;
}

/** A word, a switch, or names in any order. */
export type ActionsValue = string | boolean | readonly string[];

/** The answers that hold settings of GitHub Actions, by their names in {@link Settings}. */
export type ActionsSource = 'workflowPermissions' | 'actions' | 'selectedActions';

type Seen<Source extends ActionsSource> = Settings[Source] extends Look<infer Value> ? Value : never;

/** Where a value is found. */
const at = <Source extends ActionsSource>(
  from: Source,
  take: (found: Seen<Source>) => ActionsValue | undefined,
) => ({
  from,
  look: (settings: Settings) => mapLook(settings[from] as Look<Seen<Source>>, take),
});

const turn = (what: string) => (expected: ActionsValue) => `Turn "${what}" ${expected ? 'on' : 'off'}.`;

/** Every setting of GitHub Actions that can be declared, in the order of a snapshot. */
export const ACTIONS_SETTINGS: readonly ActionsSetting[] = [
  {
    key: 'default-workflow-permissions',
    form: word('read', 'write'),
    ...at('workflowPermissions', (found) => found.defaultPermissions),
    todo: (expected) =>
      `Set "Workflow permissions" to ${expected}: what a workflow does not say is what they give.`,
  },
  {
    key: 'approve-pull-requests',
    form: flag,
    ...at('workflowPermissions', (found) => found.approvePullRequests),
    todo: turn('Allow GitHub Actions to create and approve pull requests'),
  },
  {
    key: 'allowed',
    form: word('all', 'local_only', 'selected'),
    ...at('actions', (found) => (found.enabled ? found.allowed : 'disabled')),
    todo: () => 'Set which actions may run as declared.',
  },
  {
    key: 'sha-pinning-required',
    form: flag,
    ...at('actions', (found) => found.shaPinning),
    todo: turn('Require actions to be pinned to a full-length commit SHA'),
  },
  {
    key: 'github-owned',
    form: flag,
    ...at('selectedActions', (found) => found.githubOwned),
    todo: () => 'Set "Allow actions created by GitHub" as declared.',
  },
  {
    key: 'verified',
    form: flag,
    ...at('selectedActions', (found) => found.verified),
    todo: () => 'Set "Allow actions by Marketplace verified creators" as declared.',
  },
  {
    key: 'patterns',
    form: listOf(text(/\S/, 'a pattern such as octo/*')),
    ...at('selectedActions', (found) => found.patterns),
    todo: () => '',
  },
];

/**
 * The settings that one answer holds, by their keys, as a file declares them. A word that no file can declare,
 * as where Actions are disabled, is left out.
 */
export function declarableIn(
  source: ActionsSource,
  settings: Settings,
): Look<Readonly<Record<string, ActionsValue>>> {
  const looks = ACTIONS_SETTINGS.filter(({ from }) => from === source).map((setting) => ({
    ...setting,
    found: setting.look(settings),
  }));
  return mapLook(settings[source] as Look<unknown>, () =>
    Object.fromEntries(
      looks.flatMap(({ key, form, found }) => {
        const value = found.kind === 'seen' ? found.value : undefined;
        const isWord = typeof value === 'string';
        return value === undefined || (isWord && !z.safeParse(form, value).success) ? [] : [[key, value]];
      }),
    ),
  );
}
