import { type RunContext, runEvidence } from '@gatehouse/action-kit';
import type { Evidence } from './evidence-schema.ts';
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
export function evidenceOf(result: Result, { inputs, context, checkedAt }: Circumstances): Evidence {
  const { ref, policy, dependencies } = inputs;
  return {
    schema: 'gatehouse.tag-guard/v1',
    plan: result.kind,
    code: result.kind === 'skip' ? result.code : null,
    reason: reasonOf(result),
    checked_at: checkedAt,
    run: runEvidence(context),
    ref: ref.kind === 'tag' ? { tag: ref.tag } : { other: ref.ref },
    policy: { prefix: policy.prefix, pre_releases: policy.preReleases, dependencies },
    version: result.kind === 'skip' ? null : versionOf(result),
    files: result.kind === 'skip' ? [] : result.findings.map(entryOf),
  };
}

function versionOf({ version }: Exclude<Result, { kind: 'skip' }>): Evidence['version'] {
  const { text, major, minor, patch, preRelease } = version;
  return { text, major, minor, patch, prerelease: preRelease, python: inPython(version) ?? null };
}

function entryOf(finding: Finding): Evidence['files'][number] {
  const { file, place } = finding;
  switch (finding.verdict) {
    case 'equal':
    case 'differs': {
      const { verdict, line = null, found, expected } = finding;
      return { file, place, line, verdict, found, expected, why: null };
    }
    case 'left-out': {
      const { verdict, line = null, found = null, why } = finding;
      return { file, place, line, verdict, found, expected: null, why };
    }
    case 'unstated': {
      const { verdict, why } = finding;
      return { file, place, line: null, verdict, found: null, expected: null, why };
    }
    default:
      return finding satisfies never;
  }
}
