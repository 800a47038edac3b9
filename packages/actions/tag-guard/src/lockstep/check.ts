import { isActionError } from '@gatehouse/action-kit';
import type { Version } from '../version.ts';
import { packageName } from './cargo.ts';
import { type Load, loader } from './document.ts';
import { keyOf } from './key.ts';
import { type Listed, placeOf } from './listed.ts';
import { type LockstepFiles, readListed } from './read.ts';
import { agrees, expected } from './spelling.ts';
import type { LeftOut, Statement } from './statement.ts';
import { openWorkspace } from './workspace.ts';

/** What one place of the list turned out to say. */
export type Finding =
  | (Statement & { readonly verdict: 'equal' | 'differs'; readonly expected: string })
  | (LeftOut & { readonly verdict: 'left-out' })
  | {
      readonly verdict: 'unstated';
      readonly file: string;
      readonly place: string;
      /** What was found, without the file's name and without a full stop. */
      readonly why: string;
      readonly todo: string;
    };

/** What is to be in lockstep with a tag. */
export interface LockstepOptions {
  /** The folder of the checkout. */
  readonly root: string;
  readonly listed: readonly Listed[];
  readonly dependencies: 'exact' | 'ignore';
}

/** Compares every listed place with `version`, in the order of the list; a place that two lines lead to counts once. */
export async function checkLockstep(
  version: Version,
  { root, listed, dependencies }: LockstepOptions,
): Promise<readonly Finding[]> {
  const workspace = openWorkspace(root);
  const files: LockstepFiles = { workspace, load: loader(workspace) };
  const names = dependencies === 'exact' ? await namesOf(listed, files.load) : undefined;
  const findings: Finding[] = [];
  for (const one of listed) findings.push(...(await judge(one, names, version, files)));
  // An entry that a line of its own names is compared there.
  const isListed = ({ file, place }: Finding) =>
    listed.some(
      (one) =>
        one.kind === 'key' && one.file === file && [place, `${place}.version`].includes(keyOf(one.key)),
    );
  const reported = findings.filter((finding) => finding.verdict !== 'left-out' || !isListed(finding));
  const seen = new Map(reported.map((finding) => [JSON.stringify(finding), finding]));
  return [...seen.values()];
}

/** The packages whose manifests are listed: those that are released together. */
async function namesOf(listed: readonly Listed[], load: Load): Promise<ReadonlySet<string>> {
  const manifests = listed.filter((one) => one.kind === 'known' && one.known === 'cargo');
  // What cannot be read is reported when its turn comes.
  const documents = await Promise.allSettled(manifests.map(({ file }) => load(file)));
  const names = documents.map((one) => (one.status === 'fulfilled' ? packageName(one.value) : undefined));
  return new Set(names.filter((name) => name !== undefined));
}

async function judge(
  listed: Listed,
  names: ReadonlySet<string> | undefined,
  version: Version,
  files: LockstepFiles,
): Promise<readonly Finding[]> {
  try {
    const found = await readListed(listed, names, files);
    return found.map((one) => ('why' in one ? { ...one, verdict: 'left-out' } : compare(one, version)));
  } catch (error) {
    if (!isActionError(error)) throw error;
    const { message, hint = '' } = error;
    return [{ verdict: 'unstated', file: listed.file, place: placeOf(listed), why: message, todo: hint }];
  }
}

function compare(statement: Statement, version: Version): Finding {
  return {
    ...statement,
    verdict: agrees(statement.found, statement.spelling, version) ? 'equal' : 'differs',
    expected: expected(statement.spelling, version),
  };
}
