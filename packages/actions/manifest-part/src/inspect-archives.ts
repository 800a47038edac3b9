import type { Log } from '@gatehouse/action-kit';
import type { Inspection } from './inspect/inspection.ts';

/** How archives are looked into. */
export interface Inspecting {
  readonly mayHoldNone: boolean;
  readonly exempt: readonly string[];
}

/** An archive, and the machine that it is for. */
export interface Inspectable {
  readonly filename: string;
  /** Where it lies on this machine; absent for an asset. */
  readonly path: string | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  readonly platform: string;
  /** In the vocabulary of version manifests. */
  readonly arch: string;
}

/** What was seen inside one archive. */
export type InspectionRecord =
  | ({ readonly inspected: true } & Inspection)
  | { readonly inspected: false; readonly filename: string; readonly reason: string };

/** The platforms whose programs are ELF files. */
const ELF_PLATFORMS: readonly string[] = ['linux', 'rhel'];

/** Looks into the archives of a part; fails at the first that is not for its arch, see `requireMachine`. */
export async function inspectArchives(
  archives: readonly Inspectable[],
  options: Inspecting | undefined,
  log: Log,
): Promise<readonly InspectionRecord[]> {
  if (options === undefined) return [];
  const records: InspectionRecord[] = [];
  for (const archive of archives) {
    const { path, filename, platform } = archive;
    if (path === undefined || !ELF_PLATFORMS.includes(platform)) {
      const reason = `programs for ${platform} are not ELF files`;
      log.notice(`${filename} was not inspected: ${reason}.`);
      records.push({ filename, inspected: false, reason });
    } else {
      records.push(await inspectOne(path, archive, options, log));
    }
  }
  return records;
}

/** The decoders are loaded here, so that only an inspection pays for them. */
async function inspectOne(
  path: string,
  { filename, arch, size = 0 }: Inspectable,
  { exempt, mayHoldNone }: Inspecting,
  log: Log,
): Promise<InspectionRecord> {
  const { inspectArchive, requireMachine } = await import('./inspect/inspection.ts');
  const inspection = await inspectArchive({ path, filename, size }, arch, { exempt });
  requireMachine(inspection, mayHoldNone);
  log.info(`${filename}: ${inspection.elf} ELF files, all for ${inspection.expected}`);
  return { ...inspection, inspected: true };
}
