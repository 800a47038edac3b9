import { cell, type OutputValue, type RunContext, runEvidence, table } from '@gatehouse/action-kit';
import { clip } from '../clip.ts';
import type { Evidence } from '../evidence-schema.ts';
import { faultsOf } from '../faults.ts';
import { noticesIn } from '../notices.ts';
import type { LintInputs } from './inputs.ts';
import type { Looked } from './look.ts';

/** The outputs of the mode `lint`, by their names in `action.yml`. */
export function lintOutputs(
  looked: Looked,
  { layout }: LintInputs,
  context: RunContext | undefined,
): Readonly<Record<string, OutputValue>> {
  return {
    changed: false,
    commit: '',
    result: '',
    missing: [],
    conflicts: [],
    evidence: {
      schema: 'gatehouse.manifest-merge/v1',
      mode: 'lint',
      run: runEvidence(context),
      layout: layout.path,
      verdict: verdictOf(looked),
      error: null,
      conflicts: [],
      write: null,
      parts: null,
      coverage: null,
      proposal: null,
      lint: lintOf(looked),
    } satisfies Evidence,
  };
}

/** A branch without a manifest is no pass: nothing was seen. */
function verdictOf({ lint }: Looked): 'pass' | 'fail' {
  return lint.errors === 0 && lint.manifests.length > 0 ? 'pass' : 'fail';
}

function lintOf({ head, lint }: Looked): Evidence['lint'] {
  const { manifests, clashes, errors, notices } = lint;
  return {
    head,
    manifests: manifests.length,
    errors,
    notices,
    path_clashes: clip(clashes),
    findings: clip(
      manifests.flatMap(({ path: file, findings }) =>
        findings.map(({ path, code, severity, message }) => ({ file, path, code, severity, message })),
      ),
    ),
  };
}

/** The manifests that a summary lists; the evidence and the log have more. */
const MOST_ROWS = 100;

/** The job summary: every manifest with a finding, and its first one. */
export function lintSummary(looked: Looked): string {
  const { manifests, clashes, errors, notices } = looked.lint;
  const found = manifests.filter(({ findings }) => findings.length > 0);
  const rows = found
    .toSorted((a, b) => Number(a.isSound) - Number(b.isSound))
    .slice(0, MOST_ROWS)
    .map(({ path, findings }) => [
      cell(path),
      String(faultsOf(path, findings).length),
      String(noticesIn(path, findings).length),
      cell(`${findings[0]?.path ?? ''} ${findings[0]?.message ?? ''}`),
    ]);
  const more = found.length > rows.length ? [`… and ${found.length - rows.length} more manifests.`] : [];
  return [
    `### Version manifests: ${verdictOf(looked) === 'pass' ? 'no errors' : `${errors} errors`}`,
    `Checked ${manifests.length} manifests: ${errors} errors, ${notices} notices. Nothing was written.`,
    ...clashes.map((clash) => cell(clash)),
    ...(rows.length > 0 ? [table(['Manifest', 'Errors', 'Notices', 'First finding'], rows)] : []),
    ...more,
  ].join('\n\n');
}
