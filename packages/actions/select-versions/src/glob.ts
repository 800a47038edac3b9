import { quote } from '@gatehouse/action-kit';
import { isVersion } from '@gatehouse/version-manifest';
import { invalid } from './document.ts';

/** A version in which each `*` stands for any run of characters, dots and pre-release included. */
export type Glob = string;

/** Checks that `text` is a glob or one full version. */
export function parseGlob(text: string): Glob {
  if (/^[\d*][0-9A-Za-z.*-]{0,63}$/.test(text) && (text.includes('*') || isVersion(text))) return text;
  const meant = /^v?(\d+(?:\.\d+)?)\.?$/i.exec(text)?.[1];
  const hint = meant === undefined ? '' : ` Write ${meant}.* for every version of ${meant}.`;
  throw invalid(
    `found ${quote(text)}, expected a full version such as 3.14.2 or a glob such as 3.14.*.${hint}`,
  );
}

/** Compares piece by piece, so that no glob can take more than linear time. */
export function matchesGlob(glob: Glob, version: string): boolean {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return version === first;
  const end = version.length - last.length;
  if (end < first.length || !version.startsWith(first) || !version.endsWith(last)) return false;
  let from = first.length;
  for (const piece of rest) {
    const at = version.indexOf(piece, from);
    if (at < 0 || at + piece.length > end) return false;
    from = at + piece.length;
  }
  return true;
}

/** The glob of everything that shares major and minor version with `version`. */
export function seriesOf(version: string): Glob {
  return `${version.split('.').slice(0, 2).join('.')}.*`;
}
