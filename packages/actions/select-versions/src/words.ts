import { quote } from '@gatehouse/action-kit';
import { BASE_ARCHES, type BaseArch, isPlatformVersion, PLATFORMS } from '@gatehouse/version-manifest';
import { asWord, invalid } from './document.ts';

/** The words of a text, parted by blanks, commas or line ends; `#` begins a comment. */
export function wordsOf(text: string): readonly string[] {
  return text
    .replace(/#.*$/gm, '')
    .split(/[\s,]+/)
    .filter((word) => word !== '');
}

/** What other tools call the arches of the manifests. */
const otherNames: Readonly<Record<string, BaseArch>> = {
  amd64: 'x64',
  x86_64: 'x64',
  aarch64: 'arm64',
  ppc64: 'ppc64le',
  powerpc64le: 'ppc64le',
  i386: 'x86',
  ia32: 'x86',
};

/** An arch of the manifests' vocabulary, without a variant. */
export function asArch(word: string): BaseArch {
  const meant = Object.hasOwn(otherNames, word) ? otherNames[word] : undefined;
  if (meant !== undefined) throw invalid(`found ${quote(word)}, which manifests call ${meant}.`);
  if (word.endsWith('-freethreaded')) {
    throw invalid(`found ${quote(word)}, expected the arch alone, and freethreaded under variants.`);
  }
  return asWord(word, BASE_ARCHES);
}

/** A platform of the manifests' vocabulary. */
export function asPlatform(word: string): string {
  return asWord(word, PLATFORMS);
}

/** The version of a platform as its own system tells it. */
export function asPlatformVersion(word: string): string {
  if (isPlatformVersion(word)) return word;
  throw invalid(`found ${quote(word)}, expected a version of the platform such as 24.04.`);
}
