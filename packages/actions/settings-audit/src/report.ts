import { ActionError, type Log, type OutputValue, quote, runEvidence } from '@gatehouse/action-kit';
import { type Audit, of, reasonOf } from './audit.ts';
import type { Finding } from './compare/finding.ts';
import type { Evidence } from './evidence-schema.ts';
import type { GateRun } from './gate-run.ts';
import { renderSummary } from './summary.ts';

/** Where a result is told. */
export interface ReportDeps {
  readonly log: Log;
  readonly setOutputs: (outputs: Readonly<Record<string, OutputValue>>) => void;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/** What is known about the asking itself. */
export interface Circumstances {
  readonly gate: GateRun;
  /** RFC 3339. */
  readonly checkedAt: string;
}

/** Sets the outputs, writes the summary, and says what a person still has to compare. */
export async function report(audit: Audit, circumstances: Circumstances, deps: ReportDeps): Promise<void> {
  const { verdict, manual } = audit;
  deps.setOutputs({
    verdict,
    reason: reasonOf(audit),
    failed: of('fail', audit).length,
    unknown: of('unknown', audit).length,
    drift: audit.findings.filter((finding) => finding.verdict !== 'pass').map(entryOf),
    manual,
    evidence: evidenceOf(audit, circumstances),
    current: '',
  });
  await deps.appendSummary(renderSummary(audit));
  deps.log.info(`Verdict ${verdict}: ${reasonOf(audit)}.`);
  for (const { subject, values, page } of manual) {
    const exact = Object.entries(values).map(([name, value]) => `${name} = ${quote(value)}`);
    deps.log.info(`To compare by hand, at ${page}: ${subject}: ${exact.join(', ')}.`);
  }
}

/** The evidence, `gatehouse.settings-audit/v1`. */
function evidenceOf(audit: Audit, { gate: { context }, checkedAt }: Circumstances): Evidence {
  return {
    schema: 'gatehouse.settings-audit/v1',
    verdict: audit.verdict,
    reason: reasonOf(audit),
    checked_at: checkedAt,
    run: runEvidence(context),
    repository: audit.repository,
    expectation: audit.expectation,
    findings: audit.findings.map(entryOf),
    manual: audit.manual,
  };
}

function entryOf({
  id,
  subject,
  verdict,
  expected,
  found,
  todo,
  page,
}: Finding): Evidence['findings'][number] {
  return { id, subject, verdict, expected, found, todo: todo ?? null, page };
}

const SHOWN = 30;

/** The error of a closed gate, `undefined` of an open one. */
export function closedGate(audit: Audit): ActionError<'SETTINGS_DIFFER' | 'SETTINGS_UNKNOWN'> | undefined {
  if (audit.verdict === 'pass') return undefined;
  const fails = audit.verdict === 'fail';
  return new ActionError({
    code: fails ? 'SETTINGS_DIFFER' : 'SETTINGS_UNKNOWN',
    message: objections(audit),
    hint: fails
      ? 'Change the settings on the pages named in the summary, or what is declared.'
      : 'What cannot be seen does not pass.',
  });
}

/** One sentence for each thing that stands against a pass, failures first. */
export function objections(audit: Audit): string {
  const all = [...of('fail', audit), ...of('unknown', audit)];
  const lines = all
    .slice(0, SHOWN)
    .map(({ subject, expected, found, todo }) => `${subject}: expected ${expected}, found ${found}. ${todo}`);
  return [
    `${reasonOf(audit)}.`,
    ...lines,
    ...(all.length > SHOWN ? [`And ${all.length - SHOWN} more, in the summary.`] : []),
  ].join('\n');
}
