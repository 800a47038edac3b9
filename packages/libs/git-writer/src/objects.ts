import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Branch, TreeEntry } from './branch.ts';

/** Trees and blobs that were read, by id. They never change, so they outlive an attempt. */
export interface ObjectCache {
  readonly trees: Map<string, readonly TreeEntry[]>;
  readonly blobs: Map<string, Uint8Array>;
}

/** Reads the objects of one branch, each once, and the blobs that are asked for together in one go. */
export class Objects {
  readonly #branch: Branch;
  readonly #cache: ObjectCache;
  readonly #trees = new Map<string, Promise<readonly TreeEntry[]>>();
  #wanted = new Set<string>();
  #batch: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

  constructor(branch: Branch, cache: ObjectCache) {
    this.#branch = branch;
    this.#cache = cache;
  }

  /** The entries of a tree, or of the root of a commit. */
  async tree(oid: string): Promise<readonly TreeEntry[]> {
    const known = this.#cache.trees.get(oid);
    if (known !== undefined) return known;
    const pending = this.#trees.get(oid) ?? this.#branch.tree(oid);
    this.#trees.set(oid, pending);
    const entries = await pending;
    this.#cache.trees.set(oid, entries);
    return entries;
  }

  async blob(oid: string): Promise<Uint8Array> {
    const known = this.#cache.blobs.get(oid);
    if (known !== undefined) return known;
    this.#wanted.add(oid);
    this.#batch ??= this.#readWanted();
    const content = (await this.#batch).get(oid);
    if (content === undefined) throw new Error(`The remote did not give the blob ${oid}.`);
    this.#cache.blobs.set(oid, content);
    return content;
  }

  async #readWanted(): Promise<ReadonlyMap<string, Uint8Array>> {
    // Over a network a round trip for each of 140 manifests would take a minute.
    await nextTurn();
    const oids = [...this.#wanted];
    this.#wanted = new Set();
    this.#batch = undefined;
    return this.#branch.blobs(oids);
  }
}
