import type { Descriptor, Digest } from '@gatehouse/oci-client';
import { platformDigests, roleOf, shownImages } from './child.ts';
import type { ChildCondition, CurrentTag } from './current.ts';
import type { Group } from './group.ts';
import type { IndexPolicy } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';

/** What becomes of the platforms that the tag has and the run does not bring. */
export type Guard =
  | {
      readonly kind: 'passed';
      /** Images of the current index, each with what is about it. */
      readonly carried: readonly Group[];
      /** Platforms that are gone afterwards. */
      readonly dropped: ReadonlyMap<string, Digest>;
      readonly notes: readonly string[];
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type CurrentIndex = Extract<CurrentTag, { kind: 'index' }>;

/** Holds what a run brings against what the tag has now. */
export function guardCurrent(
  brought: ReadonlyMap<string, Digest>,
  current: CurrentIndex,
  missing: IndexPolicy['missing'],
): Guard {
  const lost = lostPlatforms(brought, current);
  if (lost.size === 0) return { kind: 'passed', carried: [], dropped: lost, notes: [] };
  switch (missing) {
    case 'require-current':
      return {
        kind: 'refused',
        refusal: refusal(
          'PLATFORMS_LOST',
          `This run brings no image for ${shownImages(lost)}, which the tag has now and would lose.`,
          'Fix the builds of these platforms and run them again. To publish without them, choose drop, or carry to keep the images that the tag has.',
        ),
      };
    case 'drop':
      return {
        kind: 'passed',
        carried: [],
        dropped: lost,
        notes: [`Dropped from the tag: ${shownImages(lost)}.`],
      };
    case 'carry':
      return carry(lost, current);
    default:
      return missing satisfies never;
  }
}

/**
 * The digests of the current index whose readability must be known before `carry` can be planned: the images
 * of platforms that the run does not bring, and what is about them.
 */
export function digestsToProve(
  brought: ReadonlyMap<string, Digest>,
  current: CurrentIndex,
): readonly Digest[] {
  return [...lostPlatforms(brought, current).values()].flatMap((digest) =>
    withAttached(digest, current).map((descriptor) => descriptor.digest),
  );
}

function lostPlatforms(
  brought: ReadonlyMap<string, Digest>,
  { manifests }: CurrentIndex,
): ReadonlyMap<string, Digest> {
  return new Map([...platformDigests(manifests)].filter(([key]) => !brought.has(key)));
}

function carry(lost: ReadonlyMap<string, Digest>, current: CurrentIndex): Guard {
  const { conditions = new Map<Digest, ChildCondition>() } = current;
  const groups = [...lost].map(([key, digest]) => ({
    key,
    digest,
    descriptors: withAttached(digest, current),
  }));
  const unproved = groups.flatMap(({ descriptors }) =>
    descriptors.filter(({ digest }) => !conditions.has(digest)),
  );
  if (unproved.length > 0) {
    const list = unproved.map(({ digest }) => digest).sort();
    return refused(
      'CARRY_NOT_PROVED',
      `Nothing shows that ${list.join(', ')} of the current index can still be read.`,
    );
  }
  const gone = groups.filter(({ digest }) => conditions.get(digest)?.kind === 'gone');
  if (gone.length > 0) {
    const list = shownImages(new Map(gone.map(({ key, digest }) => [key, digest])));
    return refused('CARRY_GONE', `The tag lists images that the registry no longer has: ${list}.`);
  }
  const carried = groups.map(({ descriptors }) => ({
    origin: { kind: 'current' } as const,
    descriptors: descriptors.filter(({ digest }) => conditions.get(digest)?.kind === 'readable'),
  }));
  const notes = groups.map(
    ({ key, digest }) => `Carried over ${key} (${digest})${shownAge(conditions.get(digest))}.`,
  );
  return { kind: 'passed', carried, dropped: new Map(), notes: notes.sort() };
}

function refused(code: 'CARRY_NOT_PROVED' | 'CARRY_GONE', message: string): Guard {
  const hint = 'Build these platforms again, or choose drop to publish without them.';
  return { kind: 'refused', refusal: refusal(code, message, hint) };
}

/** An image of the current index and the descriptors that are about it, in their order. */
function withAttached(image: Digest, { manifests }: CurrentIndex): readonly Descriptor[] {
  return manifests.filter((descriptor) => {
    const role = roleOf(descriptor);
    return descriptor.digest === image || (role.kind === 'attached' && role.to === image);
  });
}

function shownAge(condition: ChildCondition | undefined): string {
  if (condition?.kind !== 'readable' || condition.ageDays === undefined) return ', of unknown age';
  return condition.ageDays === 1 ? ', 1 day old' : `, ${condition.ageDays} days old`;
}
