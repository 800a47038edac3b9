import { createHash } from 'node:crypto';

/** A file of a release as the service holds it. */
export interface HeldAsset {
  readonly id: number;
  readonly name: string;
  readonly label: string | null;
  readonly contentType: string;
  readonly bytes: Buffer;
  readonly createdAt: string;
}

/** A release as the service holds it. */
export interface HeldRelease {
  readonly id: number;
  readonly repository: string;
  readonly tag: string;
  readonly target: string;
  readonly name: string | null;
  readonly body: string | null;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly author: string;
  readonly createdAt: string;
  readonly publishedAt: string | null;
  /** In the order of their uploads. */
  readonly assets: readonly HeldAsset[];
}

/** What makes a release; the rest follows. */
export type NewRelease = Pick<HeldRelease, 'repository' | 'tag' | 'target' | 'draft'> &
  Partial<Pick<HeldRelease, 'name' | 'body' | 'prerelease' | 'author'>>;

/** The releases of every repository. */
export class ReleaseStore {
  readonly #releases = new Map<number, HeldRelease>();
  readonly #clock: () => number;
  #lastId = 100_000_000;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Newest first, as the API lists them. */
  list(repository: string): readonly HeldRelease[] {
    const own = [...this.#releases.values()].filter((one) => isSame(one.repository, repository));
    return own.toSorted((a, b) => b.id - a.id);
  }

  get(repository: string, id: number): HeldRelease | undefined {
    return this.list(repository).find((one) => one.id === id);
  }

  /** The release behind its public addresses: `tag` is a tag, or the `untagged-…` of a draft. */
  at(repository: string, tag: string): HeldRelease | undefined {
    return this.list(repository).find((one) => placeOf(one) === tag);
  }

  create(order: NewRelease): HeldRelease {
    const release: HeldRelease = {
      name: null,
      body: null,
      prerelease: false,
      author: 'github-actions[bot]',
      ...order,
      id: this.#id(),
      createdAt: this.#now(),
      publishedAt: order.draft ? null : this.#now(),
      assets: [],
    };
    return this.#keep(release);
  }

  /** Changes a release; one that ceases to be a draft is published now. */
  update(release: HeldRelease, changes: Partial<HeldRelease>): HeldRelease {
    const publishes = release.draft && changes.draft === false;
    return this.#keep({ ...release, ...changes, ...(publishes ? { publishedAt: this.#now() } : {}) });
  }

  delete({ id }: HeldRelease): void {
    this.#releases.delete(id);
  }

  addAsset(release: HeldRelease, asset: Omit<HeldAsset, 'id' | 'createdAt'>): HeldAsset {
    const added = { ...asset, id: this.#id(), createdAt: this.#now() };
    this.#keep({ ...release, assets: [...release.assets, added] });
    return added;
  }

  #keep(release: HeldRelease): HeldRelease {
    this.#releases.set(release.id, release);
    return release;
  }

  #id(): number {
    this.#lastId += 7;
    return this.#lastId;
  }

  #now(): string {
    return new Date(this.#clock()).toISOString().replace(/\.\d+Z$/, 'Z');
  }
}

/** What stands in the public addresses of a release: its tag, or `untagged-…` while it is a draft. */
export function placeOf({ draft, tag, id }: Pick<HeldRelease, 'draft' | 'tag' | 'id'>): string {
  return draft ? `untagged-${createHash('sha256').update(String(id)).digest('hex').slice(0, 20)}` : tag;
}

/** GitHub's names of repositories do not tell upper from lower case. */
export function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
