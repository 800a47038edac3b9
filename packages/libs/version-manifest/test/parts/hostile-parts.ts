import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mutateBytes, mutateText, mutateValue } from './hostile-mutations.ts';
import { type Random, seededRandom } from './random.ts';
import { renderPart, sampleEntry, samplePart } from './sample.ts';

/** One thing in a folder of parts. Links point to a path relative to the folder. */
export type HostileFile =
  | { readonly kind: 'file'; readonly name: string; readonly content: string | Uint8Array }
  | { readonly kind: 'symlink' | 'hardlink'; readonly name: string; readonly target: string };

/** A folder of parts as a hostile or broken leg could leave it. */
export interface HostileFolder {
  /** What was done to the part, for messages. */
  readonly what: string;
  readonly files: readonly HostileFile[];
}

/**
 * `count` hostile folders, always the same for one `seed`. Links lead to `../canary/secret.json`, which
 * whoever plants a folder must put beside it.
 */
export function* hostileParts(seed: number, count: number): Generator<HostileFolder> {
  const random = seededRandom(seed);
  for (let index = 0; index < count; index += 1) yield hostileFolder(random);
}

/** Writes a hostile folder to disk, below an existing `dir`. */
export function plantFolder({ files }: HostileFolder, dir: string): void {
  for (const file of files) {
    const path = join(dir, file.name);
    mkdirSync(dirname(path), { recursive: true });
    if (file.kind === 'file') writeFileSync(path, file.content);
    else if (file.kind === 'symlink') symlinkSync(file.target, path);
    else linkSync(join(dir, file.target), path);
  }
}

const PARTS = [
  samplePart(),
  samplePart({ entries: ['s390x', 's390x-freethreaded'].map((arch) => sampleEntry('3.15.0-rc.1', arch)) }),
].map(renderPart);
const RIVAL = renderPart(samplePart({ entries: [{ ...sampleEntry(), sha256: 'cd'.repeat(32) }] }));
const NEWER = renderPart(samplePart({ attempt: 2 }));

const NAMES = [
  'part.json',
  'a/part.json',
  'manifest-part--3.14.2_linux_24.04_ppc64le--1.json',
  'part.txt',
] as const;

const ODD_NAMES = [
  '..\\..\\canary\\secret.json',
  'C:part.json',
  'a\nb.json',
  '::error::x.json',
  '__proto__.json',
  'constructor',
  'CON.json',
  'part.json ',
  '.json',
  'ﬁle.json',
  'manifest-part--',
  'MANIFEST-PART--X.JSON',
  `${'n'.repeat(250)}.json`,
  'd/d/d/d/d/d/d/d/d/d/part.json',
  'trivy.json',
  'x.sarif',
  'build.log',
  'SHA256SUMS',
  'bom.cdx.json',
] as const;

function hostileFolder(random: Random): HostileFolder {
  const good = random.pick(PARTS);
  const name = random.pick(NAMES);
  const one = (what: string, content: string | Uint8Array): HostileFolder => ({
    what,
    files: [{ kind: 'file', name, content }],
  });
  const dice = random.below(100);
  if (dice < 4) return one('nothing', good);
  if (dice < 24) return one('bytes', mutateBytes(random, Buffer.from(good)));
  if (dice < 46) return one('tokens', mutateText(random, good));
  if (dice < 92) return one('values', mutateValue(random, good));
  return { what: 'layout', files: hostileLayout(random, good) };
}

function hostileLayout(random: Random, good: string): readonly HostileFile[] {
  const part: HostileFile = { kind: 'file', name: random.pick(NAMES), content: good };
  const target = random.pick([
    '../canary/secret.json',
    '../canary',
    '/dev/zero',
    '/etc/passwd',
    'loop',
    '../gone',
  ]);
  switch (random.below(6)) {
    case 0:
      return [
        part,
        { kind: 'symlink', name: random.pick(['link.json', 'b/link.json', 'loop', 'x.log']), target },
      ];
    case 1:
      return [
        part,
        { kind: 'hardlink', name: 'twin.json', target: random.pick([part.name, '../canary/secret.json']) },
      ];
    case 2:
      return [
        { kind: 'file', name: random.pick(ODD_NAMES), content: random.pick([good, '', '{}', '<html>']) },
      ];
    case 3:
      return [part, { kind: 'file', name: 'b/rival.json', content: random.pick([RIVAL, NEWER, good]) }];
    case 4:
      return [
        part,
        { kind: 'file', name: random.pick(ODD_NAMES), content: mutateBytes(random, Buffer.from(good)) },
      ];
    default:
      return Array.from({ length: 2 + random.below(6) }, (_, index) => ({
        kind: 'file',
        name: `${index}/${random.pick(ODD_NAMES)}`,
        content: random.pick([good, NEWER, 'x']),
      }));
  }
}
