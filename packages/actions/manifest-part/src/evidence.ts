import type { Evidence } from './evidence-schema.ts';
import type { InspectionRecord } from './inspect-archives.ts';
import type { Outcome } from './outcome.ts';
import type { Planned } from './plan.ts';

/** The evidence: what was found, decided and done. */
export function evidenceOf(outcome: Outcome): Evidence {
  const { part, written, uploaded } = outcome;
  return {
    schema: 'gatehouse.manifest-part/v1',
    run: part.run,
    kind: outcome.kind,
    key: part.key,
    target: part.target,
    release: outcome.kind === 'version-files' ? outcome.release : null,
    archives: outcome.kind === 'version-files' ? outcome.archives.map(archiveOf) : [],
    image: outcome.kind === 'image' ? outcome.image : null,
    files: outcome.kind === 'files' ? outcome.files : [],
    excluded: part.excluded,
    inspections: outcome.kind === 'image' ? [] : outcome.inspections.map(inspectionOf),
    part: { path: written.path, digest: part.digest },
    artifact: uploaded ?? null,
  };
}

function archiveOf({ entry, candidate }: Planned): Evidence['archives'][number] {
  const isOther = candidate.url !== undefined && candidate.url !== entry.download_url;
  return { ...entry, ...(isOther && { found_url: candidate.url }) };
}

function inspectionOf(record: InspectionRecord): Evidence['inspections'][number] {
  if (!record.inspected) return record;
  const { mismatchCount, ...rest } = record;
  return { ...rest, mismatch_count: mismatchCount };
}
