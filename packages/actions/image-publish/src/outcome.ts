import { ActionError, messageOf } from '@gatehouse/action-kit';
import { describeProblem, formatRepository, type Laggard } from '@gatehouse/oci-client';
import type { Publication, Published } from '@gatehouse/oci-publish';
import type { ImageParts } from './part-sources.ts';
import type { TargetRequest } from './target-request.ts';

/** How the publication of one target ended. */
export type Outcome = Published | { readonly kind: 'failed'; readonly error: unknown };

/** What is known of one target when the step ends. */
export interface Story {
  readonly request: TargetRequest;
  /** The parts that its sources are from; empty where they are named. */
  readonly parts: ImageParts['parts'];
  readonly outcome: Outcome;
}

/** What was done for a target, or would be; empty where it is not known. */
export type Action = 'created' | 'skipped' | 'carried' | 'refused' | '';

/** The plan, where there was one that was carried out or would be. */
export function planOf(outcome: Outcome): Publication | undefined {
  return 'plan' in outcome ? outcome.plan : undefined;
}

/** What the action did for a target, or would do. */
export function actionOf(outcome: Outcome): Action {
  switch (outcome.kind) {
    case 'refused':
    case 'late':
      return 'refused';
    case 'failed':
    case 'wrong':
      return '';
    case 'published':
    case 'pushed':
    case 'planned': {
      const { plan } = outcome;
      if (plan.carried.length > 0) return 'carried';
      const isWritten =
        plan.indexes.length > 0 ||
        plan.tags.length === 0 ||
        plan.tags.some(({ action }) => action === 'write');
      return isWritten ? 'created' : 'skipped';
    }
    default:
      return outcome satisfies never;
  }
}

/** The error of a target; `undefined` where it succeeded. */
export function failureOf({ request: { target }, outcome }: Story): unknown {
  switch (outcome.kind) {
    case 'published':
    case 'pushed':
    case 'planned':
      return undefined;
    case 'failed':
      return outcome.error;
    case 'refused': {
      const { code, message, hint, tag } = outcome.refusal;
      const place = `${formatRepository(target.repository)}${tag === '' ? '' : `:${tag}`}`;
      return new ActionError({ code, message: `${place}: ${message}`, hint });
    }
    case 'late':
      return new ActionError({
        code: 'SOURCES_NOT_READABLE',
        message: `After ${Math.round(outcome.waitedMs / 1000)} s these images cannot be read: ${outcome.laggards.map(shownLaggard).join('; ')}.`,
        hint: 'Check that their builds pushed them, and that no clean-up deletes untagged images.',
      });
    case 'wrong':
      return new ActionError({
        code: 'NOT_AS_PUBLISHED',
        message: outcome.problems
          .map((problem) => describeProblem(target.repository, outcome.plan.digest, problem))
          .join('\n'),
        hint: 'Check for another job that writes the same tags, or for a clean-up of untagged images, then run this again.',
      });
    default:
      return outcome satisfies never;
  }
}

/** Why it ended so, for the evidence. */
export function reasonOf(story: Story): string {
  const failure = failureOf(story);
  if (failure !== undefined) return messageOf(failure);
  return planOf(story.outcome)?.reasons.join(' ') || 'Published.';
}

function shownLaggard({ manifest, state, ageMs = 0 }: Laggard): string {
  const gone =
    state === 'gone' ? `, which was pushed ${Math.round(ageMs / 60_000)} minutes ago and is gone` : '';
  return `${manifest.label} (${manifest.digest})${gone}`;
}
