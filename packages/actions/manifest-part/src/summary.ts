import { cell, table } from '@gatehouse/action-kit';
import { keyOf } from '@gatehouse/version-manifest';
import { countReasons } from './count-reasons.ts';
import type { InspectionRecord } from './inspect-archives.ts';
import type { Outcome } from './outcome.ts';

/** The job summary: what is in the part, and what was left out. */
export function summaryOf(outcome: Outcome): string {
  const { part, written, uploaded } = outcome;
  const left = Object.entries(countReasons(part.excluded)).map(([reason, count]) => `${count} × ${reason}`);
  return [
    `### Part ${cell(part.key)}${part.target === null ? '' : ` of ${cell(part.target)}`}`,
    contentOf(outcome),
    left.length > 0 ? `Left out: ${cell(left.join(', '))}.` : 'Nothing was left out.',
    `${uploaded ? 'Uploaded' : 'Written, not uploaded'}: \`${written.name}\`.`,
  ].join('\n\n');
}

interface Line {
  readonly label: string;
  readonly filename: string;
  readonly size?: number | undefined;
  readonly sha256?: string | undefined;
}

function contentOf(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'version-files': {
      const lines = outcome.archives.map(({ entry }) => ({ ...entry, label: keyOf(entry) }));
      return fileTable('Archive', lines, outcome.inspections);
    }
    case 'files': {
      const lines = outcome.files.map((file) => ({ ...file, label: file.name, filename: file.name }));
      return fileTable('File', lines, outcome.inspections);
    }
    case 'image': {
      const { platform, repository, digest } = outcome.image;
      return table(
        ['Platform', 'Repository', 'Digest'],
        [[cell(platform), cell(repository), `\`${cell(digest)}\``]],
      );
    }
    default:
      return outcome satisfies never;
  }
}

function fileTable(title: string, lines: readonly Line[], inspections: readonly InspectionRecord[]): string {
  const machines = new Map(inspections.map((one) => [one.filename, one]));
  const rows = lines.map(({ label, filename, size, sha256 }) => [
    cell(label),
    size === undefined ? 'unknown' : inMebibytes(size),
    sha256 === undefined ? 'unknown' : `\`${sha256.slice(0, 12)}\``,
    ...(inspections.length > 0 ? [machineCell(machines.get(filename))] : []),
  ]);
  return table([title, 'Size', 'sha256', ...(inspections.length > 0 ? ['ELF files'] : [])], rows);
}

function machineCell(record: InspectionRecord | undefined): string {
  if (!record?.inspected) return 'not inspected';
  return record.elf > 0 ? `${record.elf}, all ${cell(record.expected.replace(/ .*/, ''))}` : 'none';
}

function inMebibytes(bytes: number): string {
  return bytes < 2 ** 20 ? `${(bytes / 2 ** 10).toFixed(1)} KiB` : `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
