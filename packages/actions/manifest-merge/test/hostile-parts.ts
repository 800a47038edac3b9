import { forged, forgedEntry, PPC, partOf, renderPart, S390X, urlOf } from './legs.ts';

/** What a leg could leave in place of a part, and what the merge says of it. */
export type HostilePart = readonly [what: string, content: string | Uint8Array, said: string];

const SOUND = renderPart(partOf([PPC]));
const { filename, download_url } = PPC;
const DOWNLOADS = 'https://github.com/octo/pythons/releases/download';
const ALPHA = 'python-3.15.0-alpha.1-linux-22.04-s390x.tar.gz';

const url = (text: string) => forgedEntry({ download_url: text });

const arches = (...words: readonly string[]) =>
  words.map(
    (arch): HostilePart => [
      `the arch ${JSON.stringify(arch)}`,
      forgedEntry({ arch }),
      'which no consumer looks for',
    ],
  );

const versions = (...words: readonly string[]) =>
  words.map(
    (version): HostilePart => [
      `the version ${JSON.stringify(version)}`,
      forgedEntry({ version }),
      'The version is ',
    ],
  );

const keys = (...words: readonly string[]) =>
  words.map(
    (word): HostilePart => [
      `the JSON key ${word}`,
      SOUND.replace('"schema"', `"${word}": {"polluted": true}, "schema"`),
      'expected a key without special meaning',
    ],
  );

/** By the row of the table that says what may be wrong. */
export const HOSTILE_PARTS: Readonly<Record<number, readonly HostilePart[]>> = {
  1: [
    [
      'the arch ppc64le, name and URL for s390x',
      forgedEntry({ filename: S390X.filename, download_url: S390X.download_url }),
      'but its fields render to',
    ],
    [
      'the arch ppc64le, the leg for s390x',
      forged((part) => Object.assign(part, { leg: { arch: 's390x' } })),
      'the leg is for the arch "s390x", the key for "ppc64le"',
    ],
  ],
  2: [['a name for ppc64le, a URL for s390x', url(S390X.download_url), `names the file "${S390X.filename}"`]],
  3: [
    [
      'the name of a pre-release, read by counting dashes',
      forged((part) => {
        const fields = { arch: '22.04', platform: 'alpha.1', platform_version: 'linux' };
        const place = { filename: ALPHA, download_url: urlOf('3.15.0-alpha.1', ALPHA) };
        part.key = '3.15.0-alpha.1';
        part.entries = [{ version: '3.15.0-alpha.1', ...place, ...fields }];
      }),
      'arch is "22.04", which no consumer looks for',
    ],
  ],
  5: [
    [
      'a JSON key twice',
      SOUND.replace('"download_url"', '"download_url": "https://github.com/x/y", "download_url"'),
      'found the key "download_url" a second time',
    ],
  ],
  9: [
    ...versions('../../.github/workflows/x', '3.1.0/..\\y'),
    ...arches('a/b', 'x64\0', 'C:', 'CON', '..'),
    [
      'a key that leads out of the folder',
      forged((part) => Object.assign(part, { key: '../../x' })),
      'key: found "../../x"',
    ],
  ],
  11: [
    [
      '10⁶ entries',
      forged((part) => Object.assign(part, { entries: Array(1_000_000).fill(0) })),
      'found 1000000 entries, expected at most 100000',
    ],
    ['nesting of 200,000 levels', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'found deeper nesting'],
  ],
  12: [
    ['plain text', 'No such artifact', 'found plain text'],
    ['an error page', '<!DOCTYPE html>\n<html><title>502</title></html>', 'found an HTML page'],
    ['an empty file', '', 'found an empty file'],
    ['null', 'null', 'found null without schema'],
    ['{}', '{}', 'found an empty object without schema'],
    ['half of a part', SOUND.slice(0, 700), 'found JSON that ends in the middle'],
  ],
  13: [
    ['UTF-16', Buffer.from(`\ufeff${SOUND}`, 'utf16le'), 'found UTF-16 text'],
    ['a NUL at the end', `${SOUND}\0`, 'found NUL bytes'],
  ],
  14: [
    ...keys('__proto__', 'constructor', 'toString'),
    ...arches('__proto__', 'constructor', 'toString'),
    ...versions('__proto__', 'constructor', 'toString'),
  ],
  15: [
    ...versions('3.13', 'v3.13.1', '03.1.0', '3.15.0a1'),
    [
      'build metadata, in conflict with the same version without it',
      forgedEntry({ version: '3.14.2+b' }),
      'it would stand in conflict with "3.14.2"',
    ],
  ],
  16: [
    [
      'a word of its own on whether it is stable',
      forgedEntry({ stable: true }),
      'The key "stable" is unknown',
    ],
    ['the same as a text', forgedEntry({ stable: 'true' }), 'The key "stable" is unknown'],
  ],
  17: [
    ['another owner', url(download_url.replace('octo/', 'evil/')), 'belongs to "github.com/evil/pythons"'],
    [
      'another repository',
      url(download_url.replace('pythons/', 'others/')),
      'belongs to "github.com/octo/others"',
    ],
    ['the address of a draft', url(`${DOWNLOADS}/untagged-0123abcdef/${filename}`), 'the address of a draft'],
    ['no https', url(download_url.replace('https', 'http')), 'is not https'],
    ['user info', url(download_url.replace('github.com', 'github.com@evil.com')), 'holds a user'],
    [
      'dot segments',
      url(`${DOWNLOADS}/../../../../evil/x/releases/download/3.14.2/${filename}`),
      'dot segment',
    ],
    ['encoded dot segments', url(`${DOWNLOADS}/%2e%2e/%2e%2e/evil/${filename}`), 'dot segment'],
    ['a host that looks alike', url(download_url.replace('github', 'gıthub')), 'that a URL parser rewrites'],
    ['a line break inside', url(download_url.replace('3.14.2/', '3.14\n.2/')), 'that a URL parser rewrites'],
    ['a query', url(`${download_url}?x=1`), 'a query'],
    ['a fragment', url(`${download_url}#x`), 'a fragment'],
    [
      'the page of another release',
      forgedEntry({ release_url: 'https://github.com/octo/pythons/releases/tag/3.14.1' }),
      'release_url is "https://github.com/octo/pythons/releases/tag/3.14.1"',
    ],
  ],
  23: [
    ...arches('X64', 'ppc64le ', 'ppc64le\u200b', 'ppc64le\u0301', '\uff58\uff16\uff14'),
    ['a blank behind the name', forgedEntry({ filename: `${filename} ` }), 'filename is "'],
  ],
  24: [
    ['a number as platform version', forgedEntry({ platform_version: 22.04 }), 'platform_version is 22.04'],
    ['a number beyond all numbers', forgedEntry({}).replace('40000000', '1e999'), '1e999'],
    ['a text as size', forgedEntry({ size: '40000000' }), 'size is "40000000"'],
  ],
  25: [
    [
      'a sha256 that is too short',
      forgedEntry({ sha256: 'ab'.repeat(31) }),
      'expected 64 hexadecimal digits',
    ],
  ],
};
