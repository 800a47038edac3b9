import type { RunContext } from '@gatehouse/action-kit';
import type { Inputs } from './inputs.ts';
import type { Finding } from './lockstep/check.ts';
import { inPython } from './lockstep/spelling.ts';
import { type Result, reasonOf } from './result.ts';

/** What is known about the asking itself. */
export interface Circumstances {
  readonly inputs: Inputs;
  /** `undefined` outside of a workflow run. */
  readonly context: RunContext | undefined;
  /** RFC 3339. */
  readonly checkedAt: string;
}

/** The evidence, `gatehouse.tag-guard/v1`. */
export function evidenceOf(result: Result, { inputs, context, checkedAt }: Circumstances): object {
  const { ref, policy, dependencies } = inputs;
  return {
    schema: 'gatehouse.tag-guard/v1',
    plan: result.kind,
    code: result.kind === 'skip' ? result.code : null,
    reason: reasonOf(result),
    checked_at: checkedAt,
    gate: context === undefined ? null : gateOf(context),
    ref: ref.kind === 'tag' ? { tag: ref.tag } : { other: ref.ref },
    policy: { prefix: policy.prefix, pre_releases: policy.preReleases, dependencies },
    version: result.kind === 'skip' ? null : versionOf(result),
    files: result.kind === 'skip' ? [] : result.findings.map(entryOf),
  };
}

function gateOf({ repository, sha, runId, runAttempt, workflowRef, job }: RunContext): object {
  return { repository, sha, run_id: runId, run_attempt: runAttempt, workflow_ref: workflowRef, job };
}

/** Numbers are texts: JSON's may not have more than 53 bits. */
function versionOf({ version }: Exclude<Result, { kind: 'skip' }>): object {
  const { text, major, minor, patch, preRelease } = version;
  return { text, major, minor, patch, prerelease: preRelease, python: inPython(version) ?? null };
}

function entryOf(finding: Finding): object {
  const { file, place, verdict } = finding;
  if (finding.verdict === 'unstated') {
    return { file, place, line: null, verdict, found: null, expected: null, why: finding.why };
  }
  const { line = null, found = null } = finding;
  return finding.verdict === 'left-out'
    ? { file, place, line, verdict, found, expected: null, why: finding.why }
    : { file, place, line, verdict, found, expected: finding.expected, why: null };
}
