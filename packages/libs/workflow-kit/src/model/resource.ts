import { quoteList } from '@gatehouse/action-kit/quote';
import { Expr, nodeOf } from '../expression/expr.ts';
import { textNode } from '../expression/text.ts';
import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import { a, isListOf } from './form.ts';
import { shown } from './shown.ts';
import type { TextAt, Value } from './value.ts';

/** The kinds of shared state that jobs write. */
export type ResourceKind = (typeof KINDS)[number];

const KINDS = ['branch', 'environment', 'image', 'package', 'release', 'settings', 'tag'] as const;

/** A piece of shared state that a job writes. */
export interface Resource {
  readonly kind: ResourceKind;
  /** What names it, from the outside in: `owner/image`, then the tag. */
  readonly names: readonly Value[];
  /** The concurrency group of whoever writes it. */
  readonly group: Expr;
}

/**
 * The resource of a writer. Its group, `gatehouse/<kind>/<names>`, is named after what is written and
 * not after the workflow that writes: two workflows that write the same branch wait for each other.
 */
export function resource(
  kind: ResourceKind,
  ...names: readonly [TextAt<'job-concurrency'>, ...TextAt<'job-concurrency'>[]]
): Resource {
  const at = calledFrom(resource);
  if (!KINDS.includes(kind))
    mistaken(at, `Found ${shown(kind)}; expected a resource of ${quoteList(KINDS)}.`);
  const found = isListOf(names, a.label.fits) ? '' : ` Found ${names.map(shown).join(', ') || 'none'}.`;
  if (found !== '') mistaken(at, `A ${kind} without a name cannot be told from others.${found}`);
  const parts = names.flatMap((name) => ['/', name instanceof Expr ? nodeOf(name) : name]);
  return { kind, names, group: new Expr('string', textNode([`gatehouse/${kind}`, ...parts])) };
}
