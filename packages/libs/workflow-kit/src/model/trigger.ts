import type { DispatchOnly, Input, Inputs } from './input.ts';

/**
 * The events that a run can be started by, with the kinds of activity and the filters that GitHub knows
 * for each (`workflow-v1.0.json` of actions/languageservices; a test compares the two). `own`: kinds are
 * whatever the sender calls them. `pull_request_target` and `workflow_run` are not among them: both run
 * with the rights of the default branch on what a stranger proposes.
 */
export const EVENTS = {
  mergeGroup: { types: ['checks_requested'], filters: ['branches'] },
  pullRequest: {
    types: [
      'assigned',
      'auto_merge_disabled',
      'auto_merge_enabled',
      'closed',
      'converted_to_draft',
      'demilestoned',
      'dequeued',
      'edited',
      'enqueued',
      'labeled',
      'locked',
      'milestoned',
      'opened',
      'ready_for_review',
      'reopened',
      'review_request_removed',
      'review_requested',
      'stacked',
      'synchronize',
      'unassigned',
      'unlabeled',
      'unlocked',
    ],
    filters: ['branches', 'paths'],
  },
  push: { filters: ['branches', 'tags', 'paths'] },
  registryPackage: { types: ['published', 'updated'], filters: [] },
  release: {
    types: ['created', 'deleted', 'edited', 'prereleased', 'published', 'released', 'unpublished'],
    filters: [],
  },
  repositoryDispatch: { types: 'own', filters: [] },
} as const satisfies Readonly<Record<string, EventWords>>;

/** What can be said of an event. */
export interface EventWords {
  readonly types?: readonly string[] | 'own';
  /** Of each, what counts, and under `<filter>Ignore` what does not. */
  readonly filters: readonly Filter[];
}

type Filter = 'branches' | 'paths' | 'tags';
type Events = typeof EVENTS;

/** What can be said of the event `E`. */
type EventSpec<E extends keyof Events> = {
  readonly [F in Events[E]['filters'][number] as F | `${F}Ignore`]?: readonly string[];
} & (Events[E] extends { readonly types: infer Types } ? { readonly types?: ActivitiesOf<Types> } : unknown);

type ActivitiesOf<Types> = Types extends readonly (infer One)[] ? readonly One[] : readonly string[];

/** A time in POSIX cron syntax, UTC unless a `timezone` (IANA) is given. */
export interface ScheduledTime {
  readonly cron: string;
  readonly timezone?: string;
}

/** The inputs that the trigger `workflow_dispatch` asks for. */
export type DispatchInputs = Readonly<Record<string, Input | DispatchOnly>>;

/** What starts a run. */
export type Triggers<D extends Inputs = DispatchInputs> = {
  readonly [E in keyof Events]?: EventSpec<E>;
} & {
  readonly schedule?: readonly ScheduledTime[];
  readonly workflowDispatch?: { readonly inputs?: D };
};
