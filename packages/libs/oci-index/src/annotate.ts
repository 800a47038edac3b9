import {
  type Annotations,
  type Descriptor,
  DOCKER_LIST,
  type IndexType,
  OCI_INDEX,
  platformKey,
} from '@gatehouse/oci-client';
import type { IndexAnnotation } from './annotation.ts';
import type { PlannedChild } from './combine.ts';
import { type Refusal, refusal } from './refusal.ts';

/** The content of an index with its annotations, or why it cannot have them. */
export type Annotated =
  | {
      readonly kind: 'annotated';
      readonly mediaType: IndexType;
      readonly manifests: readonly Descriptor[];
      readonly annotations: Annotations;
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Puts annotations onto an index and the descriptors of its children. */
export function annotate(
  children: readonly PlannedChild[],
  annotations: readonly IndexAnnotation[],
): Annotated {
  const mediaType = indexTypeOf(children);
  if (mediaType === DOCKER_LIST && annotations.length > 0) return refused(onDockerList(annotations));
  const stray = annotations.find((one) => !children.some((child) => isFor(one, child)));
  if (stray !== undefined && stray.on === 'manifest-descriptor') return refused(withoutPlatform(stray));
  const notes = annotations.filter(({ on }) => on === 'index').map(({ key, value }) => [key, value] as const);
  const manifests = children.map((child) => {
    const own = annotations.filter((one) => one.on === 'manifest-descriptor' && isFor(one, child));
    if (own.length === 0) return child.descriptor;
    const added = Object.fromEntries(own.map(({ key, value }) => [key, value]));
    return { ...child.descriptor, annotations: { ...child.descriptor.annotations, ...added } };
  });
  return { kind: 'annotated', mediaType, manifests, annotations: Object.fromEntries(notes) };
}

/** Docker's own type only where all is docker's, as `docker buildx imagetools` decides it. */
function indexTypeOf(children: readonly PlannedChild[]): IndexType {
  return children.every(({ descriptor }) => descriptor.mediaType.startsWith('application/vnd.docker.'))
    ? DOCKER_LIST
    : OCI_INDEX;
}

function isFor(annotation: IndexAnnotation, { role }: PlannedChild): boolean {
  if (annotation.on === 'index' || annotation.platform === undefined) return true;
  return role.kind === 'platform' && role.key === platformKey(annotation.platform);
}

function onDockerList(annotations: readonly IndexAnnotation[]): Refusal {
  const keys = [...new Set(annotations.map(({ key }) => key))].sort().join(', ');
  return refusal(
    'ANNOTATIONS_ON_DOCKER_LIST',
    `All images are docker manifests, so the result is a ${DOCKER_LIST}, which cannot hold the annotations ${keys}.`,
    'Build the images with oci-mediatypes=true (an option of the output of docker buildx build), or leave the annotations out.',
  );
}

function withoutPlatform({
  key,
  platform,
}: Extract<IndexAnnotation, { on: 'manifest-descriptor' }>): Refusal {
  const wanted = platform === undefined ? 'any platform' : platformKey(platform);
  return refusal(
    'ANNOTATION_WITHOUT_PLATFORM',
    `The annotation ${key} is for ${wanted}, which is not in this index.`,
    'Correct the platform in brackets, or leave the annotation out.',
  );
}

function refused(why: Refusal): Annotated {
  return { kind: 'refused', refusal: why };
}
