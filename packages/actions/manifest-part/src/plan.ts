import { posix } from 'node:path';
import { quote } from '@gatehouse/action-kit';
import type { ExcludedFile } from '@gatehouse/parts';
import {
  assetKind,
  baseArch,
  checkFile,
  type FileKey,
  keyOf,
  type ReportedFile,
} from '@gatehouse/version-manifest';
import type { Candidate } from './candidate.ts';
import type { VersionFilesInputs } from './version-files-inputs.ts';

/** One archive of the part. */
export interface Planned {
  readonly candidate: Candidate;
  readonly entry: ReportedFile;
}

/** What goes into the part, or why there can be none. */
export type PartPlan =
  | {
      readonly decision: 'create';
      readonly key: string;
      /** In the order of their names. */
      readonly archives: readonly Planned[];
      readonly excluded: readonly ExcludedFile[];
    }
  | { readonly decision: 'refuse'; readonly mistakes: readonly string[] };

export type PlanInputs = Pick<VersionFilesInputs, 'release' | 'scope' | 'names' | 'companions'> & {
  readonly key: string | undefined;
  /** Such as `https://github.com`. */
  readonly serverUrl: string;
};

/** Sorts every candidate into the part, out of it with a reason, or among the mistakes that forbid a part. */
export function planPart(candidates: readonly Candidate[], inputs: PlanInputs): PartPlan {
  const sorted = [...candidates].sort((a, b) => (a.name < b.name ? -1 : 1));
  const judged = sorted.map((candidate) => judge(candidate, inputs));
  const archives = judged.flatMap((one) => (one.kind === 'archive' ? [one] : []));
  const excluded = judged.flatMap((one) =>
    one.kind === 'excluded' ? [{ name: one.name, reason: one.reason }] : [],
  );
  const mistakes = [
    ...judged.flatMap((one) => (one.kind === 'mistake' ? one.messages : [])),
    ...twins(archives),
  ];
  if (mistakes.length === 0 && archives.length === 0) {
    mistakes.push(`None of ${candidates.length} files is an archive of ${quote(keyFor(inputs))}.`);
  }
  if (mistakes.length > 0) return { decision: 'refuse', mistakes };
  return { decision: 'create', key: inputs.key ?? keyFor(inputs), archives, excluded };
}

type Judgement =
  | ({ readonly kind: 'archive' } & Planned)
  | ({ readonly kind: 'excluded' } & ExcludedFile)
  | { readonly kind: 'mistake'; readonly messages: readonly string[] };

function judge(candidate: Candidate, inputs: PlanInputs): Judgement {
  const { name } = candidate;
  const { names, release, scope } = inputs;
  const own = names.parse(name, { version: release.version, ...scope });
  if (own.kind === 'read') return check(candidate, own.fields, inputs);
  if (own.code === 'no-reading') return companion(name, inputs.companions) ?? mistake(own.message);
  if (own.code === 'ambiguous') return mistake(own.message);
  // The list of a release holds the archives of all legs; the files of a build are this leg's alone.
  const anyLegs = names.parse(name, { version: release.version });
  const foreign =
    candidate.path === undefined && !(anyLegs.kind === 'refused' && anyLegs.code === 'mismatch');
  return foreign ? { kind: 'excluded', name, reason: "another leg's archive" } : mistake(own.message);
}

function check(
  candidate: Candidate,
  fields: FileKey,
  { release, scope, names, serverUrl }: PlanInputs,
): Judgement {
  const { name, url, sha256, size, state = 'uploaded' } = candidate;
  if (state !== 'uploaded') {
    return mistake(
      `The asset ${quote(name)} is in the state ${quote(state)}; expected "uploaded". Its upload has not ended.`,
    );
  }
  if (size === 0) return mistake(`The archive ${quote(name)} is empty.`);
  const home = `https://${new URL(serverUrl).host}/${release.repository}/releases`;
  const entry = {
    ...fields,
    filename: name,
    download_url: url ?? `${home}/download/${release.tag}/${name}`,
    release_url: `${home}/tag/${release.tag}`,
    ...(sha256 !== undefined && { sha256 }),
    ...(size !== undefined && { size }),
  };
  const verdict = checkFile(entry, { serverUrl, ...release, leg: scope, names, allowDraft: true });
  return verdict.kind === 'ok'
    ? { kind: 'archive', candidate, entry: verdict.file }
    : mistake(...verdict.reasons.map(({ message }) => `${quote(name)}: ${message}`));
}

function companion(name: string, globs: readonly string[]): Judgement | undefined {
  const asset = assetKind(name);
  if (asset.kind === 'companion') return { kind: 'excluded', name, reason: asset.what };
  const isNamed = globs.some((glob) => posix.matchesGlob(name, glob));
  return isNamed ? { kind: 'excluded', name, reason: 'named in "companions"' } : undefined;
}

/** Two archives under one key, or one archive under the names of two machines. */
function twins(archives: readonly Planned[]): readonly string[] {
  const keys = new Map<string, string>();
  const digests = new Map<string, ReportedFile>();
  return archives.flatMap(({ entry }) => {
    const key = keyOf(entry);
    const [namesake, twin] = [keys.get(key), digests.get(entry.sha256 ?? '')];
    keys.set(key, entry.filename);
    if (entry.sha256 !== undefined) digests.set(entry.sha256, entry);
    const both = (other: string) => `${quote(other)} and ${quote(entry.filename)}`;
    return [
      ...(namesake === undefined
        ? []
        : [`${both(namesake)} are both ${quote(key)}; expected one archive for each key.`]),
      ...(twin === undefined || baseArch(twin.arch) === baseArch(entry.arch)
        ? []
        : [`${both(twin.filename)} have the same sha256, yet they are for ${twin.arch} and ${entry.arch}.`]),
    ];
  });
}

function keyFor({ release, scope }: PlanInputs): string {
  const { platform, platform_version, arch } = scope;
  return [release.version, platform, platform_version, arch].filter(Boolean).join(' / ');
}

const mistake = (...messages: readonly string[]): Judgement => ({ kind: 'mistake', messages });
