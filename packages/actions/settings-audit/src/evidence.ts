import { type Circumstances, runEvidence } from '@gatehouse/action-kit';
import { type Audit, reasonOf } from './audit.ts';
import type { Finding } from './compare/finding.ts';
import type { Evidence } from './evidence-schema.ts';
import type { Inputs } from './inputs.ts';

/** The evidence of an audit, `gatehouse.settings-audit/v1`. */
export function evidenceOf(audit: Audit, { gate, checkedAt }: Circumstances): Evidence {
  return {
    schema: 'gatehouse.settings-audit/v1',
    verdict: audit.verdict,
    reason: reasonOf(audit),
    checked_at: checkedAt,
    run: runEvidence(gate.context),
    repository: audit.repository,
    expectation: audit.expectation,
    findings: audit.findings.map(findingEntry),
    manual: audit.manual,
    unread: audit.unread,
  };
}

/** The evidence where nothing was compared, and why. */
export function nothingCompared(
  reason: string,
  { repository }: Inputs,
  { gate, checkedAt }: Circumstances,
): Evidence {
  return {
    schema: 'gatehouse.settings-audit/v1',
    verdict: 'unknown',
    reason,
    checked_at: checkedAt,
    run: runEvidence(gate.context),
    repository,
    expectation: null,
    findings: [],
    manual: [],
    unread: [],
  };
}

/** A finding as JSON. */
export function findingEntry(finding: Finding): Evidence['findings'][number] {
  const { id, subject, verdict, expected, found, todo, page } = finding;
  return { id, subject, verdict, expected, found, todo: todo ?? null, page };
}
