import type { Shape } from './shape.ts';
import { type Library, libraryFile, type Subject } from './subject.ts';

/** The callable workflow that publishes versions. */
export const VERSION_MANIFESTS = 'version-manifests.yml';

/** Whether `subject` is, calls, or has the jobs of version-manifests.yml. */
export function publishesVersions({ origin, main, library }: Subject): boolean {
  if (origin === 'library') return main.file === VERSION_MANIFESTS;
  return callsVersionManifests(main, library) || hasTheirJobs(main, library);
}

function callsVersionManifests({ jobs }: Shape, library: Library): boolean {
  return jobs.some(({ calls }) => libraryFile(calls?.text, library) === VERSION_MANIFESTS);
}

/** What `gatehouse init version-manifests-inlined` writes; scenarios ask for these jobs by their ids. */
function hasTheirJobs({ jobs }: Shape, { slug }: Library): boolean {
  const uses = (id: string, action: string) =>
    jobs.some((job) => job.id === id && job.uses.some(({ text }) => text.startsWith(`${slug}/${action}@`)));
  return (
    uses('plan', 'select-versions') &&
    uses('build', 'manifest-part') &&
    uses('check-parts', 'manifest-merge') &&
    jobs.some(({ id }) => id === 'release-assets') &&
    uses('update-manifests', 'manifest-merge')
  );
}
