import { createHash } from 'node:crypto';
import { quote } from '@gatehouse/action-kit';
import { type Location, readSource, type SourceDeps } from '@gatehouse/text-source';
import { type Offer, readOffer } from './available.ts';

/** What a manifest offers, and which text said so. */
export interface Upstream extends Offer {
  /** The path or the URL, without its query. */
  readonly where: string;
  /** Of the manifest's text in UTF-8, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** Reads the manifest from its place, within `timeoutMs` where that is a URL. */
export async function readUpstream(
  location: Location,
  timeoutMs: number,
  deps: SourceDeps,
): Promise<Upstream> {
  return readSource(location, { timeoutMs, damagedCode: 'BAD_MANIFEST', read: describe }, deps);
}

function describe(text: string, where: string): Upstream {
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { ...readOffer(text, quote(where)), where, sha256 };
}
