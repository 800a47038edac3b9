import { quote, quoteList } from '@gatehouse/action-kit/quote';
import { readVersion } from './versions.ts';
import { ARCHES, isArch, isPlatform, isPlatformVersion, PLATFORMS } from './vocabulary.ts';

/** The checked text fields of an entry. */
export type TextField = 'version' | 'filename' | 'arch' | 'platform' | 'platform_version';

export interface Mistake {
  readonly code:
    | 'bad-shape'
    | 'bad-version'
    | 'bad-filename'
    | 'bad-arch'
    | 'bad-platform'
    | 'bad-platform-version';
  readonly message: string;
}

/** Why `value` cannot be the value of `field`; `undefined` where it can. */
export function mistakeIn(field: TextField, value: unknown): Mistake | undefined {
  if (typeof value !== 'string') {
    const found = value === undefined ? 'missing' : quote(value);
    return { code: 'bad-shape', message: `${field} is ${found}; expected a text.` };
  }
  switch (field) {
    case 'version': {
      const reading = readVersion(value);
      return reading.kind === 'refused' ? { code: 'bad-version', message: reading.message } : undefined;
    }
    case 'filename':
      if (/^[A-Za-z0-9][\w.+-]{0,254}$/.test(value) && !value.endsWith('.')) return undefined;
      return {
        code: 'bad-filename',
        message: `filename is ${quote(value)}; expected at most 255 letters, digits, ".", "_", "+" and "-".`,
      };
    case 'arch':
      return isArch(value) ? undefined : { code: 'bad-arch', message: outside(field, value, ARCHES) };
    case 'platform':
      return isPlatform(value)
        ? undefined
        : { code: 'bad-platform', message: outside(field, value, PLATFORMS) };
    case 'platform_version':
      if (isPlatformVersion(value)) return undefined;
      return {
        code: 'bad-platform-version',
        message: `platform_version is ${quote(value)}; expected numbers and dots such as 24.04, or no such key.`,
      };
    default:
      return field satisfies never;
  }
}

/** Whether `value` is what a JSON object becomes. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function outside(field: string, value: string, words: readonly string[]): string {
  // Case, blanks, compatibility forms and zero-width characters look alike to people, not to consumers.
  const folded = value
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, '');
  const meant = words.includes(folded)
    ? `; write ${quote(folded)}`
    : `; expected one of ${quoteList(words, 20)}`;
  return `${field} is ${quote(value)}, which no consumer looks for${meant}.`;
}
