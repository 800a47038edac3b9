import type { Evidence } from './evidence-schema.ts';
import type { InspectionRecord } from './inspect-archives.ts';
import type { Outcome } from './outcome.ts';

/** The evidence: what was found, decided and done. */
export function evidenceOf(outcome: Outcome): Evidence {
  const { release, plan, inspections, part, written, uploaded } = outcome;
  return {
    schema: 'gatehouse.manifest-part/v1',
    run: part.run,
    release,
    key: plan.key,
    archives: plan.archives.map(({ entry, candidate }) => ({
      ...entry,
      ...(candidate.url !== undefined &&
        candidate.url !== entry.download_url && { found_url: candidate.url }),
    })),
    excluded: plan.excluded,
    inspections: inspections.map(inspectionOf),
    part: { path: written.path, digest: part.digest },
    artifact: uploaded ?? null,
  };
}

function inspectionOf(record: InspectionRecord): Evidence['inspections'][number] {
  if (!record.inspected) return record;
  const { mismatchCount, ...rest } = record;
  return { ...rest, mismatch_count: mismatchCount };
}
