import { posix } from 'node:path';
import { ActionError, quote } from '@gatehouse/action-kit';
import { type ArchiveFile, archiveMembers } from './archive.ts';
import { LIMITS, type Limits } from './budget.ts';
import { describeMachine, machineOf, readElf, sameMachine } from './elf.ts';

/** An ELF file for another machine than the leg's. */
export interface Mismatch {
  /** Inside the archive; untrusted. */
  readonly path: string;
  readonly found: string;
}

/** What the ELF headers inside one archive say. */
export interface Inspection {
  readonly filename: string;
  /** Files, links and folders. */
  readonly members: number;
  /** ELF files that were judged. */
  readonly elf: number;
  /** ELF files whose path the workflow exempts. */
  readonly exempt: number;
  readonly expected: string;
  readonly mismatchCount: number;
  /** The first of them. */
  readonly mismatches: readonly Mismatch[];
}

export interface InspectionOptions {
  /** Globs of paths inside the archive that are not judged: test data, firmware. */
  readonly exempt?: readonly string[];
  readonly limits?: Limits;
}

const SHOWN = 10;

/** Looks at every file inside `archive`; fails only where the archive cannot be read, see `archiveMembers`. */
export async function inspectArchive(
  archive: ArchiveFile,
  arch: string,
  { exempt = [], limits = LIMITS }: InspectionOptions = {},
): Promise<Inspection> {
  const wanted = machineOf(arch);
  const isExempt = (path: string) =>
    exempt.some((glob) => posix.matchesGlob(path.replace(/^(\.?\/)+/, ''), glob));
  const counts = { members: 0, elf: 0, exempt: 0, mismatchCount: 0 };
  const mismatches: Mismatch[] = [];
  for await (const { path, head } of archiveMembers(archive, limits)) {
    counts.members += 1;
    const machine = readElf(head);
    if (machine === undefined) continue;
    if (isExempt(path)) {
      counts.exempt += 1;
      continue;
    }
    counts.elf += 1;
    if (machine !== 'malformed' && sameMachine(machine, wanted)) continue;
    counts.mismatchCount += 1;
    const found = machine === 'malformed' ? 'a damaged ELF header' : describeMachine(machine);
    if (mismatches.length < SHOWN) mismatches.push({ path, found });
  }
  return { filename: archive.filename, ...counts, expected: describeMachine(wanted), mismatches };
}

/** Refuses an archive that is for another machine, or, unless `mayHoldNone`, for none at all. */
export function requireMachine(inspection: Inspection, mayHoldNone: boolean): void {
  const { filename, members, elf, expected, mismatchCount, mismatches } = inspection;
  if (mismatchCount > 0) {
    const shown = mismatches.map(({ path, found }) => `  ${quote(path)}: ${found}`);
    const rest = mismatchCount > shown.length ? [`  … and ${mismatchCount - shown.length} more`] : [];
    throw new ActionError({
      code: 'WRONG_MACHINE',
      message: [
        `${quote(filename)}: ${mismatchCount} of ${elf} ELF files are not for ${expected}, the leg's arch:`,
        ...shown,
        ...rest,
      ].join('\n'),
      hint: 'Do not publish this archive: look at which build it came from. Files that are foreign by intent, such as test data, can be named in "inspect-exempt".',
    });
  }
  if (elf === 0 && !mayHoldNone) {
    throw new ActionError({
      code: 'NO_ELF',
      message: `${quote(filename)} holds ${members} entries and no ELF file among them, so nothing shows that it is for ${expected}.`,
      hint: 'Look at what the build packed. If the archive holds scripts only, set "inspect: if-any".',
    });
  }
}
