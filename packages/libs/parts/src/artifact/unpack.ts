import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { quote } from '@gatehouse/action-kit/quote';
import type { PartLimits } from '../part/limits.ts';
import { badArchive, readZip } from './zip.ts';

/** Unpacks a downloaded artifact into `dir`, which it creates. */
export async function unpack(
  archive: Uint8Array,
  name: string,
  dir: string,
  limits: PartLimits,
): Promise<void> {
  await mkdir(dir);
  for (const { name: inside, bytes } of filesOf(archive, name, limits)) {
    const path = join(dir, ...inside.split('/').map(plain));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes, { flag: 'wx' });
  }
}

/** An artifact may also be one bare file (`archive: false` of upload-artifact), named like itself. */
function filesOf(archive: Uint8Array, name: string, limits: PartLimits) {
  const isZip = archive[0] === 0x50 && archive[1] === 0x4b;
  return isZip ? readZip(archive, limits) : [{ name, bytes: archive }];
}

/** One step of a path that every system takes for a name, and none for a device or a way up. */
function plain(step: string): string {
  if (/^[\w+-][\w.+ -]{0,254}$/.test(step) || /^\.[\w-][\w.-]{0,253}$/.test(step)) return step;
  throw badArchive(`it holds a file ${quote(step)}, expected a plain name`);
}
