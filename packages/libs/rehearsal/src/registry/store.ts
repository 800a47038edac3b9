import type { Digest } from './digest.ts';
import { emptyRepository, type Repository } from './repository.ts';

/** All repositories of one registry, and what its readers can't see yet. */
export class RegistryStore {
  readonly #repositories = new Map<string, Repository>();
  readonly #hidden = new Map<string, number>();
  #uploads = 0;

  /** `undefined` where nothing was ever pushed. */
  find(name: string): Repository | undefined {
    return this.#repositories.get(name);
  }

  /** Makes the repository when there is none: a registry has no other way to create one. */
  open(name: string): Repository {
    const known = this.#repositories.get(name);
    if (known !== undefined) return known;
    const fresh = emptyRepository();
    this.#repositories.set(name, fresh);
    return fresh;
  }

  /** A blob by its digest from any repository, for mounts that name none. */
  anyBlob(digest: Digest): Buffer | undefined {
    for (const { blobs } of this.#repositories.values()) {
      const blob = blobs.get(digest);
      if (blob !== undefined) return blob;
    }
    return undefined;
  }

  /** An id for an upload, unique on this registry. */
  nextUpload(): string {
    this.#uploads += 1;
    return `upload-${this.#uploads}`;
  }

  /** Answers the next `reads` reads of `reference` as if it were not there yet. */
  hide(name: string, reference: string, reads: number): void {
    this.#hidden.set(`${name}@${reference}`, reads);
  }

  /** Whether a read of `reference` comes too early; counts it. */
  isHidden(name: string, reference: string): boolean {
    const left = this.#hidden.get(`${name}@${reference}`) ?? 0;
    if (left > 0) this.#hidden.set(`${name}@${reference}`, left - 1);
    return left > 0;
  }
}
