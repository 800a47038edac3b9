import { cell, type OutputValue, table } from '@gatehouse/action-kit';
import type { ExcludedFile } from '@gatehouse/parts';
import { keyOf } from '@gatehouse/version-manifest';
import { evidenceOf } from './evidence.ts';
import type { InspectionRecord } from './inspect-archives.ts';
import type { Outcome } from './outcome.ts';

/** The outputs by their names in `action.yml`. */
export function outputsOf(outcome: Outcome): Readonly<Record<string, OutputValue>> {
  const { plan, part, written, uploaded } = outcome;
  return {
    part: written.path,
    'artifact-name': written.name,
    'artifact-id': uploaded?.id,
    key: plan.key,
    entries: plan.archives.length,
    excluded: countReasons(plan.excluded),
    digest: part.digest,
    evidence: evidenceOf(outcome),
  };
}

/** How many files were left out for each reason. */
export function countReasons(excluded: readonly ExcludedFile[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { reason } of excluded) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The job summary: the archives, and what was left out. */
export function summaryOf({ plan, inspections, written, uploaded }: Outcome): string {
  const machines = new Map(inspections.map((one) => [one.filename, one]));
  const rows = plan.archives.map(({ entry }) => [
    cell(keyOf(entry)),
    entry.size === undefined ? 'unknown' : inMebibytes(entry.size),
    entry.sha256 === undefined ? 'unknown' : `\`${entry.sha256.slice(0, 12)}\``,
    ...(inspections.length > 0 ? [machineCell(machines.get(entry.filename))] : []),
  ]);
  const header = ['Archive', 'Size', 'sha256', ...(inspections.length > 0 ? ['ELF files'] : [])];
  const left = Object.entries(countReasons(plan.excluded)).map(([reason, count]) => `${count} × ${reason}`);
  return [
    `### Part ${cell(plan.key)}`,
    table(header, rows),
    left.length > 0 ? `Left out: ${cell(left.join(', '))}.` : 'Nothing was left out.',
    `${uploaded ? 'Uploaded' : 'Written, not uploaded'}: \`${written.name}\`.`,
  ].join('\n\n');
}

function machineCell(record: InspectionRecord | undefined): string {
  if (!record?.inspected) return 'not inspected';
  return record.elf > 0 ? `${record.elf}, all ${cell(record.expected.replace(/ .*/, ''))}` : 'none';
}

function inMebibytes(bytes: number): string {
  return bytes < 2 ** 20 ? `${(bytes / 2 ** 10).toFixed(1)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
