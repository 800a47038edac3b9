import {
  type Circumstances,
  type GateMessage,
  type GateOutcome,
  type GateReport,
  messageOf,
  type OutputValue,
  quote,
  quoteList,
} from '@gatehouse/action-kit';
import { type Audit, of, reasonOf } from './audit.ts';
import { objections } from './end.ts';
import { evidenceOf, findingEntry, nothingCompared } from './evidence.ts';
import type { Inputs } from './inputs.ts';
import type { ManualItem } from './manual.ts';
import type { Unread } from './settings/look.ts';
import { renderSummary } from './summary.ts';

/** What the audit tells of its findings, or of why it has none. */
export function reportOf(
  outcome: GateOutcome<Audit>,
  inputs: Inputs,
  circumstances: Circumstances,
): GateReport {
  if (outcome.kind === 'failed') {
    const reason = `the settings could not be compared: ${quote(messageOf(outcome.error))}`;
    return {
      outputs: failureOutputs(reason, inputs, circumstances),
      summary: `## Settings of ${inputs.repository}: ❔ unknown\n\nThe settings could not be compared; the log says why.`,
      messages: [],
    };
  }
  const { answer: audit } = outcome;
  return {
    outputs: outputsOf(audit, circumstances),
    summary: renderSummary(audit),
    messages: [
      { level: 'info', text: `Verdict ${audit.verdict}: ${reasonOf(audit)}.` },
      ...audit.manual.map(toCompare),
      ...audit.unread.map(notRead),
      ...goesOn(audit, inputs),
    ],
  };
}

function outputsOf(audit: Audit, circumstances: Circumstances): Readonly<Record<string, OutputValue>> {
  return {
    verdict: audit.verdict,
    reason: reasonOf(audit),
    failed: of('fail', audit).length,
    unknown: of('unknown', audit).length,
    drift: audit.findings.filter((finding) => finding.verdict !== 'pass').map(findingEntry),
    manual: audit.manual,
    evidence: evidenceOf(audit, circumstances),
    current: '',
  };
}

function failureOutputs(
  reason: string,
  inputs: Inputs,
  circumstances: Circumstances,
): Readonly<Record<string, OutputValue>> {
  return { verdict: 'unknown', reason, evidence: nothingCompared(reason, inputs, circumstances) };
}

/** What the step goes on without knowing. */
function goesOn(audit: Audit, { onUnknown }: Inputs): readonly GateMessage[] {
  if (audit.verdict !== 'unknown' || onUnknown !== 'warn') return [];
  const text = `${objections(audit)}\nThe step goes on because of "on-unknown: warn"; the verdict stays unknown.`;
  return [{ level: 'warning', text }];
}

function notRead({ answer, fields }: Unread): GateMessage {
  const text = `Not compared: GitHub's answer about ${answer} has fields that this version does not know: ${quoteList(fields)}.`;
  return { level: 'notice', text };
}

function toCompare({ subject, values, page }: ManualItem): GateMessage {
  const exact = Object.entries(values).map(([name, value]) => `${name} = ${quote(value)}`);
  return { level: 'info', text: `To compare by hand, at ${page}: ${subject}: ${exact.join(', ')}.` };
}
