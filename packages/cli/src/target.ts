import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { type Pins, suggestion, type Target } from '@gatehouse/workflow-kit';
import type { OptionValues } from './command.ts';
import { usageError } from './failure.ts';
import { findRelease, RELEASE_OPTION } from './release.ts';
import { home, librarySlug } from './repository.ts';

/** The options that say for whom workflows are rendered, and where they stand. */
export const TARGET_OPTIONS = {
  target: {
    type: 'string',
    value: 'github.com|ghes|stage',
    about: 'For whom: github.com (default), a GitHub Enterprise Server, or the local stage',
  },
  out: { type: 'string', value: 'folder', about: 'Where the workflows stand; .github/workflows by default' },
  release: RELEASE_OPTION,
  ref: { type: 'string', value: 'name', about: 'With --target stage: what stands behind the @ of an action' },
} as const;

const KINDS: readonly string[] = ['github.com', 'ghes', 'stage'] satisfies Target['kind'][];

/** The target that the options of `command` name, for sources in `root`. */
export async function findTarget(
  command: string,
  options: OptionValues<typeof TARGET_OPTIONS>,
  { root, pins }: { readonly root: string; readonly pins: Pins },
): Promise<Target> {
  const { target: kind = 'github.com', release: given, ref, out } = options;
  if (!KINDS.includes(kind)) {
    throw usageError(`There is no target ${quote(kind)}.${suggestion(kind, KINDS)}`, command);
  }
  if (ref !== undefined && kind !== 'stage') throw usageError('--ref goes with --target stage.', command);
  if (kind === 'stage') {
    if (out === undefined) {
      throw usageError('What is made for the stage belongs on no server: name a folder with --out.', command);
    }
    return { kind, slug: librarySlug(), ref: ref ?? 'stage' };
  }
  // The library's own workflows name its actions by $/, at whatever commit they stand.
  const release =
    kind === 'github.com' && root === home && given === undefined
      ? undefined
      : await findRelease(command, given, pins);
  if (kind === 'github.com') return { kind, ...(release === undefined ? {} : { release }) };
  if (release !== undefined) return { kind: 'ghes', release };
  throw new ActionError({
    code: 'NO_RELEASE',
    message: 'A GitHub Enterprise Server knows no $/, so workflows for it name a release; none is known.',
    hint: `Give --release vX.Y.Z@<commit>, or list ${librarySlug()} in the catalogue of pins.`,
  });
}

/** The option that says for which server something is written that others take. */
export const SERVER_OPTION = {
  type: 'string',
  value: 'github.com|ghes',
  about: 'For whom: github.com (default) or a GitHub Enterprise Server',
} as const;

/** The server that {@link SERVER_OPTION} names. */
export function readServer(command: string, given = 'github.com'): 'ghes' | 'github.com' {
  if (given === 'github.com' || given === 'ghes') return given;
  throw usageError(`--target is ${quote(given)}. Expected github.com or ghes.`, command);
}
