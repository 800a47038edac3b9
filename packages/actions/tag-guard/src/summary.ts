import { cell, quote, table } from '@gatehouse/action-kit';
import type { Finding } from './lockstep/check.ts';
import { against, type Conclusion, findingsOf, reasonOf } from './result.ts';

const SIGNS: Readonly<Record<Conclusion['kind'], string>> = {
  release: '✅ release',
  skip: '⏭️ nothing is released',
  refuse: '❌ refused',
  failed: '❌ not judged',
};

/** The result as Markdown; what stands against a release comes first. */
export function renderSummary(result: Conclusion): string {
  const title = `## Tag: ${SIGNS[result.kind]}\n\n${cell(reasonOf(result))}.`;
  const findings = findingsOf(result);
  if (findings.length === 0) return title;
  const first = against(findings);
  const rows = [...first, ...findings.filter((finding) => !first.includes(finding))].map(row);
  return `${title}\n\n${table(['File', 'Line', 'Place', 'Found', 'Expected', 'Verdict'], rows)}`;
}

function row(finding: Finding): readonly string[] {
  const { file, place } = finding;
  const where = (line: number | undefined) => [cell(file), line === undefined ? '' : `${line}`, cell(place)];
  if (finding.verdict === 'unstated') {
    return [...where(undefined), cell(finding.why), cell(finding.todo), '❌ not stated'];
  }
  if (finding.verdict === 'left-out') {
    const { line, found, why } = finding;
    return [...where(line), found === undefined ? '' : cell(quote(found)), cell(why), '➖ left out'];
  }
  const { line, found, expected, verdict } = finding;
  return [
    ...where(line),
    cell(quote(found)),
    cell(expected),
    verdict === 'equal' ? '✅ equal' : '❌ differs',
  ];
}
