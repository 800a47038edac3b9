import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isActionError, type RunContext } from '@gatehouse/action-kit';
import {
  buildPart,
  collectParts as collectPartsOf,
  type FoundPart,
  nameOfPart,
  type Part,
  type PartKind,
  type PartLimits,
  renderPart as renderPartOf,
  writePart as writePartOf,
} from '../src/index.ts';

/** The run that the samples come from. */
export const RUN: RunContext = {
  repository: 'acme/widgets',
  runId: 4242,
  runAttempt: 1,
  sha: 'b72b9c2f'.repeat(5),
  ref: 'refs/heads/main',
  workflowRef: 'acme/widgets/.github/workflows/release.yml@refs/heads/main',
  job: 'build',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

/** One thing of the sample kind. */
export interface Note {
  readonly name: string;
  readonly text: string;
}

/** The simplest kind that there can be: named texts. */
export const notes: PartKind<readonly Note[], Note, undefined> = {
  name: 'notes',
  field: 'notes',
  read(value) {
    const isNote = (one: unknown): one is Note =>
      typeof Object(one).name === 'string' && typeof Object(one).text === 'string';
    return Array.isArray(value) && value.every(isNote)
      ? { kind: 'ok', content: value }
      : { kind: 'refused', mistakes: ['notes: expected a list of names and texts'] };
  },
  items: (content) => content.map((item) => ({ key: item.name, item })),
  differences: (one, other) => (one.text === other.text ? [] : ['text']),
  conflicts: () => [],
  covers: ({ key }) => [key],
  render: (content) => content.map(({ name, text }) => `${name}: ${text}`),
};

/** A note about a version. */
export const sampleEntry = (version = '3.14.2', text = 'fine'): Note => ({ name: version, text });

/** A part as a leg leaves it. */
export function samplePart({
  entries = [sampleEntry()],
  key = `${entries[0]?.name ?? 'none'} / linux / 24.04 / ppc64le`,
  attempt = 1,
  target = null,
  run,
}: {
  readonly entries?: readonly Note[];
  readonly key?: string;
  readonly attempt?: number;
  readonly target?: string | null;
  readonly run?: Partial<RunContext>;
} = {}): Part<readonly Note[]> {
  const head = { key, target, leg: { version: key }, run: { ...RUN, runAttempt: attempt, ...run } };
  return buildPart(notes, { ...head, content: entries }, undefined);
}

/** A part as it is found in a folder. */
export const found = (
  part: Part<readonly Note[]>,
  source = `${nameOfPart(part)}.json`,
): FoundPart<readonly Note[]> => ({ part, source });

/** The text of a part of notes. */
export const renderPart = (part: Part<readonly Note[]>): string => renderPartOf(part, notes);

/** Writes a part of notes. */
export const writePart = (part: Part<readonly Note[]>, folder: string) => writePartOf(part, notes, folder);

/** Reads the parts of notes in a folder. */
export const collectParts = (folder: string, limits?: PartLimits, target: string | null = null) =>
  collectPartsOf(folder, { kind: notes, rules: undefined, targets: new Set([target]) }, limits);

/** The failure that `work` ends in, in words; anything but an ActionError goes on as it is. */
export async function refusal(work: () => unknown): Promise<{ code: string; message: string }> {
  try {
    await work();
  } catch (thrown) {
    if (isActionError(thrown)) return { code: thrown.code, message: thrown.message };
    throw thrown;
  }
  return { code: 'none', message: 'nothing was refused' };
}

/** A folder that is gone at the end of the scope: `await using dir = await temporaryFolder()`. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'gatehouse-parts-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}
