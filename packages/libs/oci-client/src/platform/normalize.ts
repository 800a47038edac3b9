import type { Platform } from './platform.ts';

/** How an architecture is spelled, and what it means. `keep` leaves the variant as it is. */
interface Spelling {
  readonly architecture: string;
  readonly variant: 'keep' | 'none' | 'v6' | 'v7';
}

/** The spellings that containerd knows (containerd/platforms, `normalizeArch`); all others mean themselves. */
const SPELLINGS: Readonly<Record<string, Spelling>> = {
  i386: { architecture: '386', variant: 'none' },
  x86_64: { architecture: 'amd64', variant: 'keep' },
  'x86-64': { architecture: 'amd64', variant: 'keep' },
  aarch64: { architecture: 'arm64', variant: 'keep' },
  armhf: { architecture: 'arm', variant: 'v7' },
  armel: { architecture: 'arm', variant: 'v6' },
};

/** The variants that an architecture spells in several ways; the one that goes without saying is ''. */
const VARIANTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  amd64: { v1: '' },
  arm64: { '8': '', v8: '', 'v8.0': '', '9': 'v9', '9.0': 'v9', 'v9.0': 'v9' },
  arm: { '': 'v7', '5': 'v5', '6': 'v6', '7': 'v7', '8': 'v8' },
};

/**
 * The one form of a platform: what containerd's `Normalize` makes of it, so that two platforms are the same
 * exactly if their normal forms are. Empty parts are left out, features are sorted and named once.
 */
export function normalizePlatform(platform: Platform): Platform {
  const spelled = platform.architecture.toLowerCase();
  const known = Object.hasOwn(SPELLINGS, spelled) ? SPELLINGS[spelled] : undefined;
  const architecture = known?.architecture ?? spelled;
  const said = (platform.variant ?? '').toLowerCase();
  const meant =
    known?.variant === 'none'
      ? ''
      : known?.variant === 'v6' || known?.variant === 'v7'
        ? known.variant
        : said;
  const forms = Object.hasOwn(VARIANTS, architecture) ? VARIANTS[architecture] : undefined;
  const variant = forms !== undefined && Object.hasOwn(forms, meant) ? forms[meant] : meant;
  const os = platform.os.toLowerCase();
  const osFeatures = [...new Set(platform.osFeatures)].filter((feature) => feature !== '').sort();
  return {
    os: os === 'macos' ? 'darwin' : os,
    architecture,
    ...(variant && { variant }),
    ...(platform.osVersion && { osVersion: platform.osVersion }),
    ...(osFeatures.length > 0 && { osFeatures }),
  };
}
