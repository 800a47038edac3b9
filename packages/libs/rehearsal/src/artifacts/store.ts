import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RuntimeClaims } from './token.ts';

/** One artifact of a run. */
export interface StoredArtifact extends RuntimeClaims {
  /** Unique, and not in the order of time. */
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
  /** Where its bytes are; a test may spoil them. */
  readonly path: string;
  readonly contentType: string;
  /** What the client said at the end of its upload; absent until then. */
  readonly final?: { readonly size: number; readonly digest?: string };
}

/** The artifacts of every run, their bytes in one folder. */
export class ArtifactStore {
  readonly #folder: string;
  readonly #artifacts = new Map<number, StoredArtifact>();
  #created = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** In the order of their ids, unfinished uploads included. */
  all(): readonly StoredArtifact[] {
    return [...this.#artifacts.values()].sort((a, b) => a.id - b.id);
  }

  /** The artifact with this id, whose upload may still be under way. */
  get(id: number): StoredArtifact | undefined {
    return this.#artifacts.get(id);
  }

  /** A new artifact; `undefined` when this attempt of the run has one of that name, finished or not. */
  create(claims: RuntimeClaims, name: string, contentType: string): StoredArtifact | undefined {
    const { run, attempt } = claims;
    const taken = (one: StoredArtifact) => one.run === run && one.attempt === attempt && one.name === name;
    if (this.#artifacts.values().some(taken)) return undefined;
    this.#created += 1;
    // GitHub's ids exceed 32 bits and do not follow time (Systemorph/MeshWeaver#4303): a reader that
    // takes the highest id for the newest attempt must be found out here.
    const id = 10_000_000_000 + ((this.#created * 50_021) % 100_003);
    const path = join(this.#folder, `${id}.blob`);
    const artifact = { ...claims, id, name, contentType, createdAt: new Date(), path };
    this.#artifacts.set(id, artifact);
    return artifact;
  }

  /** Keeps one block of an upload. */
  async writeBlock(id: number, block: string, bytes: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await writeFile(this.#blockPath(id, block), bytes);
  }

  /** Joins the blocks in this order into the artifact's bytes; rejects when one was never written. */
  async commitBlocks({ id, path }: StoredArtifact, blocks: readonly string[]): Promise<void> {
    const files = blocks.map((block) => this.#blockPath(id, block));
    await Promise.all(files.map((file) => stat(file)));
    await writeFile(path, '');
    for (const file of files) await pipeline(createReadStream(file), createWriteStream(path, { flags: 'a' }));
    await Promise.all([...new Set(files)].map((file) => rm(file)));
  }

  /** Ends the upload: from now on the artifact is listed. */
  finalize(artifact: StoredArtifact, final: NonNullable<StoredArtifact['final']>): void {
    this.#artifacts.set(artifact.id, { ...artifact, final });
  }

  async delete({ id, path }: StoredArtifact): Promise<void> {
    this.#artifacts.delete(id);
    await rm(path, { force: true });
  }

  #blockPath(id: number, block: string): string {
    // The name is the client's, so it never becomes part of a path.
    return join(this.#folder, `${id}.${createHash('sha256').update(block).digest('hex')}.block`);
  }
}
