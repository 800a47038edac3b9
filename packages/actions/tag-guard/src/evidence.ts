import { type Circumstances, runEvidence } from '@gatehouse/action-kit';
import type { Evidence } from './evidence-schema.ts';
import type { Inputs } from './inputs.ts';
import type { Finding } from './lockstep/check.ts';
import { inPython } from './lockstep/spelling.ts';
import { fullRef } from './ref.ts';
import { type Conclusion, findingsOf, reasonOf } from './result.ts';
import type { Version } from './version.ts';

/** The evidence, `gatehouse.tag-guard/v1`. */
export function evidenceOf(
  conclusion: Conclusion,
  { ref, policy, dependencies }: Inputs,
  { gate, checkedAt }: Circumstances,
): Evidence {
  return {
    schema: 'gatehouse.tag-guard/v1',
    plan: conclusion.kind,
    code: conclusion.kind === 'skip' ? conclusion.code : null,
    reason: reasonOf(conclusion),
    checked_at: checkedAt,
    run: runEvidence(gate.context),
    ref: ref.kind === 'tag' ? { tag: ref.tag } : { other: fullRef(ref) },
    policy: { prefix: policy.prefix, pre_releases: policy.preReleases, dependencies },
    version: 'version' in conclusion ? versionOf(conclusion.version) : null,
    files: findingsOf(conclusion).map(entryOf),
  };
}

function versionOf(version: Version): Evidence['version'] {
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
