import type { Callee } from '../model/job.ts';
import type { Step } from '../model/step.ts';
import type { Pins } from '../pins/pin.ts';

/** A published state of the repository that holds the own actions and the called workflows. */
export interface PublishedAt {
  /** `owner/name`. */
  readonly slug: string;
  /** The full commit. */
  readonly commit: string;
  /** What the comment beside it says: `v1.2.3`. */
  readonly version: string;
}

/**
 * For whom a workflow is rendered. On github.com own actions and workflows are `$/<path>`, which GitHub looks up
 * in the repository and at the commit of the file that says so; in a repository of someone else they
 * are the actions of a `release`. GitHub Enterprise Server knows neither `$/` nor `queue`.
 */
export type Target =
  | { readonly kind: 'github.com'; readonly release?: PublishedAt }
  | { readonly kind: 'ghes'; readonly release: PublishedAt }
  /** The local stage maps `<slug>/<action>@<ref>` to the built actions. */
  | { readonly kind: 'stage'; readonly slug: string; readonly ref: string };

/** What stands behind `uses:`, and the comment beside it. */
export interface Reference {
  readonly text: string;
  readonly comment: string | undefined;
}

/** The reference of a step's action; `undefined` for a script. */
export function stepReference(step: Step, target: Target, pins: Pins): Reference | undefined {
  if (step.kind === 'run') return undefined;
  if (step.kind === 'own') return ownReference(step.action, target);
  const pin = pins.get(step.action);
  return pin && { text: `${pin.action}@${pin.commit}`, comment: pin.version };
}

/** The reference of a called workflow: without a release it is taken from the commit of the calling file. */
export function calleeReference(callee: Callee, target: Target): Reference {
  if (callee.kind === 'reference') return { text: callee.uses, comment: undefined };
  const path = `.github/workflows/${callee.workflow.file}`;
  if (target.kind === 'stage') return { text: `./${path}`, comment: undefined };
  return target.release === undefined ? { text: `$/${path}`, comment: undefined } : at(target.release, path);
}

function ownReference(action: string, target: Target): Reference {
  if (target.kind === 'stage') return { text: `${target.slug}/${action}@${target.ref}`, comment: undefined };
  return target.release === undefined
    ? { text: `$/${action}`, comment: undefined }
    : at(target.release, action);
}

function at({ slug, commit, version }: PublishedAt, path: string): Reference {
  return { text: `${slug}/${path}@${commit}`, comment: version };
}
