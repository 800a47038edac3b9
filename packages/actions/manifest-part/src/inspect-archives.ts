import type { Log } from '@gatehouse/action-kit';
import type { ReportedFile } from '@gatehouse/version-manifest';
import type { Inputs } from './inputs.ts';
import type { Inspection } from './inspect/inspection.ts';
import type { Planned } from './plan.ts';

/** What was seen inside one archive. */
export type InspectionRecord =
  | ({ readonly inspected: true } & Inspection)
  | { readonly inspected: false; readonly filename: string; readonly reason: string };

/** The platforms whose programs are ELF files. */
const ELF_PLATFORMS: readonly string[] = ['linux', 'rhel'];

/** Looks into the archives of a part; fails at the first that is not for its arch, see `requireMachine`. */
export async function inspectArchives(
  archives: readonly Planned[],
  options: Inputs['inspection'],
  log: Log,
): Promise<readonly InspectionRecord[]> {
  if (options === undefined) return [];
  const records: InspectionRecord[] = [];
  for (const { candidate, entry } of archives) {
    if (candidate.path === undefined || !ELF_PLATFORMS.includes(entry.platform)) {
      const reason = `programs for ${entry.platform} are no ELF files`;
      log.notice(`${entry.filename} was not inspected: ${reason}.`);
      records.push({ filename: entry.filename, inspected: false, reason });
    } else {
      records.push(await inspectOne(candidate.path, entry, options, log));
    }
  }
  return records;
}

/** The decoders are loaded here, so that only an inspection pays for them. */
async function inspectOne(
  path: string,
  { filename, arch, size = 0 }: ReportedFile,
  { exempt, mayHoldNone }: NonNullable<Inputs['inspection']>,
  log: Log,
): Promise<InspectionRecord> {
  const { inspectArchive, requireMachine } = await import('./inspect/inspection.ts');
  const inspection = await inspectArchive({ path, filename, size }, arch, { exempt });
  requireMachine(inspection, mayHoldNone);
  log.info(`${filename}: ${inspection.elf} ELF files, all for ${inspection.expected}`);
  return { ...inspection, inspected: true };
}
