import type { Callee } from '../model/job.ts';
import type { Step } from '../model/step.ts';
import { isImage } from '../pins/image.ts';
import type { Pins } from '../pins/pin.ts';
import { pinFor } from '../pins/pin-for.ts';

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
  if (step.kind === 'local') return bare(`${target.kind === 'github.com' ? '$' : '.'}/${step.action}`);
  if (isImage(step.action)) return bare(step.action);
  const pin = pinFor(step.action, pins);
  return pin && { text: `${step.action}@${pin.commit}`, comment: pin.version };
}

/** The reference of a called workflow: without a release it is taken from the commit of the calling file. */
export function calleeReference(callee: Callee, target: Target, pins: Pins): Reference {
  if (callee.kind === 'own') return ownReference(`.github/workflows/${callee.name}.yml`, target);
  if (callee.kind === 'reference') return pinnedReference(callee.uses, pins);
  const path = `.github/workflows/${callee.workflow.file}`;
  if (target.kind === 'stage') return bare(`./${path}`);
  return target.release === undefined ? bare(`$/${path}`) : at(target.release, path);
}

/** A workflow of another repository at the commit of the catalogue, with its version beside it as bots want it. */
function pinnedReference(uses: string, pins: Pins): Reference {
  const [name = '', version] = uses.split('@');
  const pin = pinFor(name, pins);
  if (pin === undefined || (version !== undefined && version !== pin.commit)) return bare(uses);
  return { text: `${name}@${pin.commit}`, comment: pin.version };
}

function ownReference(path: string, target: Target): Reference {
  if (target.kind === 'stage') return bare(`${target.slug}/${path}@${target.ref}`);
  return target.release === undefined ? bare(`$/${path}`) : at(target.release, path);
}

function bare(text: string): Reference {
  return { text, comment: undefined };
}

function at({ slug, commit, version }: PublishedAt, path: string): Reference {
  return { text: `${slug}/${path}@${commit}`, comment: version };
}
