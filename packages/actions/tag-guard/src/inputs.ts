import {
  choice,
  type Input,
  type InputSource,
  input,
  lines,
  readInputs as readShape,
  withDefault,
} from '@gatehouse/action-kit';
import * as z from 'zod/mini';
import type { Policy } from './decide.ts';
import { type Listed, readListing } from './lockstep/listed.ts';
import { type Ref, readRef } from './ref.ts';

const ref = (): Input<Ref> =>
  input('a tag or a full ref; the left-out input takes that of the run', (found) =>
    found === '' ? undefined : readRef(found),
  );

/** With a digit, a dot or a plus at its end, `v11.2.3` could be 1.2.3 after `v1`. */
const prefix = (): Input<string> =>
  input(
    'what stands before the version, such as v or name/v, without a digit, "." or "+" at its end',
    (found) =>
      /^(?!refs\/)[^\s\p{C}~^:?*[\\]{0,100}$/u.test(found) && !/[\p{N}.+]$/u.test(found) ? found : undefined,
  );

/** No text at all compares nothing; a list of comments was meant to compare something. */
const listing = (): Input<readonly Listed[]> =>
  withDefault(
    z.pipe(
      lines(),
      z.transform((items: readonly string[], context) => {
        const { listed, mistakes } = readListing(items);
        const all = items.length === 0 ? ['found no path, expected one on each line'] : mistakes;
        for (const message of all) context.issues.push({ code: 'custom', message, input: items });
        return all.length > 0 ? z.NEVER : listed;
      }),
    ),
    [],
  );

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  tag: ref(),
  prefix: prefix(),
  'pre-releases': withDefault(choice('refuse', 'allow'), 'refuse'),
  files: listing(),
  dependencies: withDefault(choice('exact', 'ignore'), 'exact'),
} as const;

/** What the guard was asked. */
export interface Inputs {
  readonly ref: Ref;
  readonly policy: Policy;
  /** The places that must state the version of the tag. */
  readonly files: readonly Listed[];
  /** Whether the dependency entries among the listed manifests must require exactly it, too. */
  readonly dependencies: 'exact' | 'ignore';
}

/** Reads the inputs; fails with `INVALID_INPUT`. */
export function readInputs(source?: InputSource): Inputs {
  const { tag, prefix, files, dependencies, ...values } = readShape(inputs, source);
  return { ref: tag, policy: { prefix, preReleases: values['pre-releases'] }, files, dependencies };
}
