import { ActionError, isActionError, messageOf } from '@gatehouse/action-kit';
import { formatRepository } from '@gatehouse/oci-client';
import { type Action, actionOf, failureOf, type Outcome, type Story } from './outcome.ts';

/** From the worst to the best: what stands first in any target is said of all. */
const WORST_FIRST: readonly Outcome['kind'][] = [
  'failed',
  'wrong',
  'late',
  'refused',
  'planned',
  'pushed',
  'published',
];
const ACTIONS: readonly Action[] = ['', 'refused', 'carried', 'created', 'skipped'];

/** How the step ended: as its worst target. No target at all is a failure. */
export function resultOf(stories: readonly Story[]): Outcome['kind'] {
  return WORST_FIRST.find((kind) => stories.some(({ outcome }) => outcome.kind === kind)) ?? 'failed';
}

/** What the step did: what it did for the target that went worst. */
export function actionOfAll(stories: readonly Story[]): Action {
  return ACTIONS.find((action) => stories.some(({ outcome }) => actionOf(outcome) === action)) ?? '';
}

/** The error that the step fails with; `undefined` where every target succeeded. */
export function failureOfAll(stories: readonly Story[]): unknown {
  const failed = stories.flatMap((story) => {
    const error = failureOf(story);
    return error === undefined ? [] : [{ story, error }];
  });
  const [first, ...others] = failed;
  if (first === undefined || stories.length === 1) return first?.error;
  // A bug of ours shows its stack.
  const bug = failed.find(({ error }) => !isActionError(error));
  if (bug !== undefined) return bug.error;
  return new ActionError({
    code: 'TARGETS_FAILED',
    message: [
      `${others.length + 1} of ${stories.length} images were not published:`,
      ...failed.map(({ story, error }) => `- ${shown(story, error)}`),
    ].join('\n'),
    hint: 'The other images are published. Correct these and run the step again: what is published already is left as it is.',
    cause: first.error,
  });
}

function shown({ request: { target } }: Story, error: unknown): string {
  const image = formatRepository(target.repository);
  const message = messageOf(error);
  const said = message.startsWith(image) ? message : `${image}: ${message}`;
  return isActionError(error)
    ? `${said} (${error.code})${error.hint === undefined ? '' : ` ${error.hint}`}`
    : said;
}
