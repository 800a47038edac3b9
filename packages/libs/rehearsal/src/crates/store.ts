import { createHash } from 'node:crypto';
import type { CrateSource, PublishedCrate } from './published.ts';

/** What every crate of the registry is and was, and what its readers see of it. */
export class CrateStore {
  readonly #versions = new Map<string, PublishedCrate>();
  readonly #hidden = new Map<string, number>();
  readonly #wrong = new Map<string, Buffer>();

  /** All versions of a crate, in the order of their publication. */
  versions(name: string): readonly PublishedCrate[] {
    return [...this.#versions.values()].filter((held) => canonical(held.name) === canonical(name));
  }

  find(name: string, version: string): PublishedCrate | undefined {
    return this.#versions.get(keyOf(name, version));
  }

  add(crate: PublishedCrate): void {
    this.#versions.set(keyOf(crate.name, crate.version), crate);
  }

  /** Hides a version from the next `reads` reads of a source. */
  hide(name: string, version: string, source: CrateSource, reads: number): void {
    this.#hidden.set(`${keyOf(name, version)} ${source}`, reads);
  }

  /** Lets a source tell of other bytes than those that were published. */
  distort(name: string, version: string, source: CrateSource, bytes: Buffer): void {
    this.#wrong.set(`${keyOf(name, version)} ${source}`, bytes);
  }

  /** Whether a source shows this version yet; counts the read. */
  isVisible({ name, version }: PublishedCrate, source: CrateSource): boolean {
    const key = `${keyOf(name, version)} ${source}`;
    const left = this.#hidden.get(key) ?? 0;
    if (left > 0) this.#hidden.set(key, left - 1);
    return left === 0;
  }

  /** The bytes that a source knows of. */
  bytes({ name, version, bytes }: PublishedCrate, source: CrateSource): Buffer {
    return this.#wrong.get(`${keyOf(name, version)} ${source}`) ?? bytes;
  }

  /** The checksum that a source tells: of its own bytes. */
  checksum(crate: PublishedCrate, source: CrateSource): string {
    return sha256(this.bytes(crate, source));
  }
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** crates.io treats `Foo-bar` and `foo_bar` as one name. */
export function canonical(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/** Build metadata makes no other version (https://doc.rust-lang.org/cargo/reference/registry-index.html). */
function keyOf(name: string, version: string): string {
  return `${canonical(name)}@${version.replace(/\+.*$/, '')}`;
}
