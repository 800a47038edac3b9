import type { Circumstances, GateMessage, GateOutcome, GateReport, OutputValue } from '@gatehouse/action-kit';
import { evidenceOf } from './evidence.ts';
import type { Inputs } from './inputs.ts';
import type { Finding } from './lockstep/check.ts';
import { type Conclusion, conclusionOf, describe, type Result, reasonOf } from './result.ts';
import { renderSummary } from './summary.ts';

/** What the guard tells of a ref that it judged, or failed to judge. */
export function reportOf(
  outcome: GateOutcome<Result>,
  inputs: Inputs,
  circumstances: Circumstances,
): GateReport {
  const conclusion = conclusionOf(outcome);
  return {
    outputs: outputsOf(conclusion, inputs, circumstances),
    summary: renderSummary(conclusion),
    messages: messagesOf(conclusion, inputs),
  };
}

/**
 * The outputs by their names in `action.yml`. What is not released leaves no tag and no version in them, so
 * that no later step can take one from there.
 */
function outputsOf(
  conclusion: Conclusion,
  inputs: Inputs,
  circumstances: Circumstances,
): Readonly<Record<string, OutputValue>> {
  const released = conclusion.kind === 'release' ? conclusion : undefined;
  const preRelease = released?.version.preRelease;
  return {
    ok: released !== undefined,
    tag: released?.tag,
    version: released?.version.text,
    major: released?.version.major,
    minor: released?.version.minor,
    patch: released?.version.patch,
    prerelease: preRelease,
    'is-prerelease': preRelease === undefined ? undefined : preRelease !== '',
    reason: reasonOf(conclusion),
    evidence: evidenceOf(conclusion, inputs, circumstances),
  };
}

function messagesOf(conclusion: Conclusion, inputs: Inputs): readonly GateMessage[] {
  switch (conclusion.kind) {
    case 'release': {
      const text = `Release: ${reasonOf(conclusion)}.`;
      return [...placesOf(conclusion.findings, inputs), { level: 'info', text }];
    }
    case 'refuse':
      return placesOf(conclusion.findings, inputs);
    case 'skip':
      return [{ level: 'notice', text: `Nothing is released by this run: ${reasonOf(conclusion)}.` }];
    case 'failed':
      return [];
    default:
      return conclusion satisfies never;
  }
}

/** What was compared and is as it should be, and what was left out and why. */
function placesOf(findings: readonly Finding[], { files, dependencies }: Inputs): readonly GateMessage[] {
  const lines = findings.flatMap((finding) => {
    if (finding.verdict === 'equal') return [`Compared: ${describe(finding)}`];
    return finding.verdict === 'left-out' ? [`Left out: ${describe(finding)}`] : [];
  });
  const ignores =
    dependencies === 'ignore' && files.some((one) => one.kind === 'known' && one.known === 'cargo');
  const ignored = 'Left out: the dependency entries of each Cargo.toml, because of "dependencies: ignore".';
  return [...lines, ...(ignores ? [ignored] : [])].map((text) => ({ level: 'info', text }));
}
