import type { RequiredCheck } from './checks/required-check.ts';
import type { EventsPolicy, RunPolicy } from './policy.ts';
import type { RequiredStatus } from './statuses/required-status.ts';
import type { Requirement } from './workflows/requirement.ts';

/** Whose runs of which commit may count. */
export interface Subject {
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  /** The run that asks, which can prove nothing about itself. */
  readonly ownRunId: number | undefined;
}

/** Whether everything that is required is green for the commit. */
export interface Question extends Subject {
  readonly workflows: readonly Requirement[];
  readonly checks: readonly RequiredCheck[];
  readonly statuses: readonly RequiredStatus[];
  readonly policy: RunPolicy;
  readonly eventsPolicy: EventsPolicy;
  readonly allowedConclusions: ReadonlySet<string>;
}

/** `owner/name` as the parameters of a path. */
export function inRepository(repository: string): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
