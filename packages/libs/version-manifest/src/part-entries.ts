import { quote } from '@gatehouse/action-kit/quote';
import type { ContentVerdict, PartHead } from '@gatehouse/parts';
import { checkFile, type ExpectedFile } from './check-file.ts';
import type { ReportedFile } from './entry.ts';
import { type FileKey, keyOf, parseKey } from './keys.ts';
import type { Names } from './names.ts';
import { baseArch, isArch } from './vocabulary.ts';

/** What entries are held against, beside their own part. */
export interface EntryRules {
  /** Where releases are: `https://github.com` when absent. */
  readonly serverUrl?: string;
  /** `owner/name` of the releases; the repository of the part's run when absent. */
  readonly repository?: string;
  /** The names of archives, rendered from the fields; absent: only their characters are checked. */
  readonly names?: Names;
}

/**
 * Checks entries against the part that holds them: a part whose key is that of a file reports this file
 * and, at most, flavours of the same architecture. No key may stand twice.
 */
export function checkEntries(
  values: readonly unknown[],
  part: PartHead,
  rules: EntryRules,
): ContentVerdict<readonly ReportedFile[]> {
  const about = parseKey(part.key);
  const mistakes = [...legMistakes(part, about)];
  const expected = expectedFile(part, about, rules);
  const entries: ReportedFile[] = [];
  const keys = new Set<string>();
  for (const [at, value] of values.entries()) {
    const verdict = checkFile(value, expected);
    if (verdict.kind === 'refused') {
      mistakes.push(...verdict.reasons.map(({ message }) => `entries.${at}: ${message}`));
      continue;
    }
    const key = keyOf(verdict.file);
    if (keys.has(key)) mistakes.push(`entries.${at}: the key ${quote(key)} stands here a second time`);
    keys.add(key);
    entries.push(verdict.file);
  }
  if (mistakes.length === 0 && about !== undefined && !keys.has(part.key)) {
    mistakes.push(`entries: none is for the part's key ${quote(part.key)}`);
  }
  return mistakes.length > 0 ? { kind: 'refused', mistakes } : { kind: 'ok', content: entries };
}

function expectedFile(part: PartHead, about: FileKey | undefined, rules: EntryRules): ExpectedFile {
  const arch = about?.arch ?? legArch(part);
  return {
    serverUrl: rules.serverUrl ?? 'https://github.com',
    repository: rules.repository ?? part.run.repository,
    ...(rules.names !== undefined && { names: rules.names }),
    ...(about !== undefined && { version: about.version }),
    leg: {
      ...(about !== undefined && {
        platform: about.platform,
        platform_version: about.platform_version ?? null,
      }),
      ...(arch !== undefined && { arch }),
    },
    allowVariants: true,
  };
}

function legMistakes(part: PartHead, about: FileKey | undefined): readonly string[] {
  const arch = legArch(part);
  if (about === undefined || arch === undefined || baseArch(arch) === baseArch(about.arch)) return [];
  return [`the leg is for the arch ${quote(arch)}, the key for ${quote(about.arch)}`];
}

/** The arch of the leg, where its matrix has one in the vocabulary of manifests (`amd64` is none). */
function legArch({ leg }: PartHead): string | undefined {
  const arch = Object.hasOwn(leg, 'arch') ? leg.arch : undefined;
  return typeof arch === 'string' && isArch(arch) ? arch : undefined;
}
