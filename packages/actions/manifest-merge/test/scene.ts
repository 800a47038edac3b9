import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  ActionError,
  isActionError,
  memoryLog,
  type OutputValue,
  type RunContext,
} from '@gatehouse/action-kit';
import { type downloadParts, nameOfPart, type Part } from '@gatehouse/parts';
import { run as exec } from '@gatehouse/process';
import { createScene, type Scene } from '@gatehouse/rehearsal';
import type { Manifest, ReportedFile, VersionFiles } from '@gatehouse/version-manifest';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import type { Evidence } from '../src/evidence-schema.ts';
import { run } from '../src/run.ts';
import { given, type Step } from './given.ts';
import { partOf, RUN, renderPart } from './legs.ts';

/** One run of the action. */
export interface MergeCall {
  /** What the legs built: one part for each, of the run that merges. */
  readonly files?: readonly ReportedFile[];
  /** Parts as they are. */
  readonly parts?: readonly Part<VersionFiles>[];
  /** Other files in the folder of parts, by path. */
  readonly raw?: Readonly<Record<string, string | Uint8Array>>;
  /** Does to the folder of parts what cannot be said with `raw`. */
  readonly plant?: (folder: string) => Promise<void>;
  readonly step?: Step;
  readonly run?: Partial<RunContext>;
}

/** What one run of the action left. */
export interface Merged {
  /** The code of the error; empty when there was none. */
  readonly code: string;
  /** Its message and its hint. */
  readonly message: string;
  readonly outputs: Readonly<Record<string, OutputValue>>;
  /** The output `evidence`. */
  readonly evidence: Evidence;
  readonly summary: string;
  readonly log: readonly string[];
}

/** Manifests, and the action that writes them. */
export interface FolderStand extends AsyncDisposable {
  /** A folder that is gone in the end. */
  readonly folder: string;
  merge(call?: MergeCall): Promise<Merged>;
  /** A manifest as it is now. */
  manifest(path?: string): Promise<Manifest>;
  /** Its text. */
  text(path?: string): Promise<string>;
}

/** Manifests on the branch of a repository. */
export interface Stand extends FolderStand {
  readonly scene: Scene;
}

export const ROOT = 'versions-manifest.json';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Sets up a repository with these files. */
export async function setUp(files: Files = { 'README.md': 'Pythons\n' }): Promise<Stand> {
  const scene = await createScene({ files, repository: 'octo/pythons' });
  const read = async (path: string) => String(await scene.read(path));
  const stand = await standOn({ remote: scene.bare }, read);
  return {
    ...stand,
    scene,
    async [Symbol.asyncDispose]() {
      await scene.close();
      await stand[Symbol.asyncDispose]();
    },
  };
}

/** Sets up a folder with these files, for what has nothing to do with git: a tenth of the time. */
export async function setUpFolder(files: Files = {}): Promise<FolderStand> {
  const directory = await mkdtemp(join(tmpdir(), 'gatehouse-manifests-'));
  await writeAll(directory, Object.entries(files));
  const read = (path: string) => readFile(join(directory, path), 'utf8');
  const stand = await standOn({ writer: 'none', directory }, read);
  return {
    ...stand,
    async [Symbol.asyncDispose]() {
      await rm(directory, { recursive: true, force: true });
      await stand[Symbol.asyncDispose]();
    },
  };
}

async function standOn(place: Step, read: (path: string) => Promise<string>): Promise<FolderStand> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-merge-'));
  let count = 0;
  return {
    folder,
    text: (path = ROOT) => read(path),
    manifest: async (path = ROOT) => JSON.parse(await read(path)),
    async merge(call = {}) {
      count += 1;
      const parts = join(folder, `parts-${count}`);
      await lay(parts, call);
      await call.plant?.(parts);
      return perform({ 'parts-dir': parts, ...place, ...call.step }, folder, call.run);
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

async function lay(folder: string, { files = [], parts = [], raw = {}, run = {} }: MergeCall): Promise<void> {
  const all = [...files.map((file) => partOf([file], { run })), ...parts];
  const named = all.map((part) => {
    const name = nameOfPart(part);
    return [`${name}/${name}.json`, renderPart(part)] as const;
  });
  await mkdir(folder);
  await writeAll(folder, [...named, ...Object.entries(raw)]);
}

async function writeAll(
  folder: string,
  files: readonly (readonly [path: string, content: string | Uint8Array])[],
): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content, { flag: 'wx' });
  }
}

async function perform(step: Step, temp: string, context: Partial<RunContext> = {}): Promise<Merged> {
  const log = memoryLog();
  const outputs: Record<string, OutputValue> = {};
  const summaries: string[] = [];
  const failure = await run(given(step), {
    context: { ...RUN, ...context },
    log,
    temp,
    exec,
    fetch,
    downloadParts: noDownload,
    setOutputs: (found) => void Object.assign(outputs, JSON.parse(JSON.stringify(found))),
    appendSummary: async (markdown) => void summaries.push(markdown),
  }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  // Anything else is a bug, and its stack is what a test should show.
  if (failure !== undefined && !isActionError(failure)) throw failure;
  const message = [failure?.message, failure?.hint].filter(Boolean).join('\n');
  const evidence = outputs.evidence as unknown as Evidence;
  await assertEvidence('manifest-merge', evidence);
  return { code: failure?.code ?? '', message, outputs, evidence, summary: summaries.join(), log: log.lines };
}

const noDownload: typeof downloadParts = async () => {
  throw new ActionError({ code: 'PART_DOWNLOAD_FAILED', message: 'There is no artifact service here.' });
};
