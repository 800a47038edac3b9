import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collectParts, combineParts, type FoundPart, requireRun, writePart } from '@gatehouse/parts';
import { describe, expect, test } from 'vitest';
import { type VersionFiles, versionFiles } from '../../src/index.ts';
import { type HostileFolder, hostileParts, plantFolder } from './hostile-parts.ts';
import { RUN, readPart, refusal, samplePart, temporaryFolder, WANTED } from './sample.ts';

const COUNT = 20_000;
const SEED = 20_260_823;
const VERDICTS = ['FOREIGN_PART', 'INVALID_JSON', 'INVALID_PART', 'accepted', 'conflict'];

describe('20,000 hostile folders', () => {
  test('each end in a verdict, and leave nothing behind', { timeout: 120_000 }, async () => {
    await using temporary = await temporaryFolder();
    const root = temporary.path;
    mkdirSync(join(root, 'canary'));
    writeFileSync(join(root, 'canary', 'secret.json'), '{"secret":true}');
    const prototypes = snapshotPrototypes();
    const verdicts = new Map<string, number>();
    let index = 0;
    for (const folder of hostileParts(SEED, COUNT)) {
      // What is one file alone goes mostly without a disk, which would take nine tenths of the time.
      const alone = index % 25 === 0 ? undefined : soleContent(folder);
      const verdict = await judge(folder, root, alone);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
      index += 1;
    }
    expect(snapshotPrototypes()).toEqual(prototypes);
    expect(readdirSync(root, { recursive: true }).toSorted()).toEqual([
      'canary',
      join('canary', 'secret.json'),
    ]);
    expect(readFileSync(join(root, 'canary', 'secret.json'), 'utf8')).toBe('{"secret":true}');
    // A generator that finds only one way to fail, or none to pass, would prove nothing.
    expect([...verdicts.keys()].toSorted()).toEqual(VERDICTS);
    expect(Math.min(...verdicts.values())).toBeGreaterThan(20);
    expect([...verdicts.values()].reduce((sum, count) => sum + count)).toBe(COUNT);
  });

  test('are the same for the same seed, and others for another', () => {
    const first = (seed: number) => JSON.stringify([...hostileParts(seed, 50)]);
    expect(first(1)).toBe(first(1));
    expect(first(1)).not.toBe(first(2));
  });
});

/** The verdict on a folder in one word; a crash is told together with what was done to the part. */
async function judge(folder: HostileFolder, root: string, alone?: string | Uint8Array): Promise<string> {
  let verdict = 'accepted';
  const { code } = await refusal(async () => {
    const parts = alone === undefined ? await collectFrom(folder, root) : readAlone(alone);
    requireRun(parts, { ...RUN, runAttempt: 2 });
    const combination = combineParts(versionFiles, parts);
    if (combination.verdict === 'conflict') verdict = 'conflict';
    else if (alone === undefined) await writeAll(combination.parts, join(root, 'out'));
  }).catch((cause) => {
    throw new Error(
      `A crash after a change of ${folder.what}: ${JSON.stringify(folder.files).slice(0, 2000)}`,
      { cause },
    );
  });
  return code === 'none' ? verdict : code;
}

const soleContent = ({ files: [file, other] }: HostileFolder) =>
  file?.kind === 'file' && other === undefined ? file.content : undefined;

const readAlone = (content: string | Uint8Array): readonly FoundPart<VersionFiles>[] => [
  { part: readPart(Buffer.from(content as string)), source: 'part.json' },
];

async function collectFrom(folder: HostileFolder, root: string): Promise<readonly FoundPart<VersionFiles>[]> {
  const dir = join(root, 'parts');
  mkdirSync(dir);
  try {
    plantFolder(folder, dir);
    return (await collectParts(dir, WANTED)).parts;
  } finally {
    rmSync(dir, { recursive: true });
  }
}

/** A part that was accepted is written once more: nothing in it may lead elsewhere. */
async function writeAll(parts: readonly FoundPart<VersionFiles>[], out: string): Promise<void> {
  mkdirSync(out);
  for (const { part } of parts) await writePart(part, versionFiles, out);
  expect(readdirSync(out, { recursive: true })).toHaveLength(parts.length);
  rmSync(out, { recursive: true });
}

function snapshotPrototypes(): readonly string[] {
  const prototypes = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
  return prototypes.map((prototype) => Reflect.ownKeys(prototype).map(String).join());
}

test('a hostile part cannot reach a prototype', () => {
  expect(Object.hasOwn(samplePart(), 'polluted')).toBe(false);
  expect('polluted' in {}).toBe(false);
});
