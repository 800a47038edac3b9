import { quote } from '@gatehouse/action-kit/quote';

/** Names that Windows gives to devices, whatever their extension: a checkout there would fail. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** What keeps `path` from being a manifest inside of a repository on every system; else `undefined`. */
export function mistakeInPath(path: string): string | undefined {
  if (path.length > 255) return `${path.length} characters, more than 255`;
  if (!path.endsWith('.json')) return 'no .json at its end';
  for (const segment of path.split('/')) {
    if (segment === '') return 'an empty segment; it must be relative, without a leading or doubled slash';
    if (segment === '.' || segment === '..') return `the segment ${quote(segment)}`;
    if (!/^[\w.+-]+$/.test(segment))
      return `characters in ${quote(segment)} other than letters, digits, ".", "_", "+", "-"`;
    if (segment.endsWith('.')) return `a dot at the end of ${quote(segment)}, which Windows drops`;
    if (segment.toLowerCase() === '.git') return 'the folder .git';
    if (DEVICE.test(segment)) return `the segment ${quote(segment)}, which is a device on Windows`;
  }
  return undefined;
}
