import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How a stand-in of soci is to behave; see `soci-stand-in.mjs`. */
export interface StandIn {
  /** What it prints behind `soci version`. */
  readonly version?: string;
  readonly spoil?: string;
  /** A folder in which it leaves what it was given and whom it started. */
  readonly notes?: string;
}

/** Writes the stand-in as a program. Node runs it by its whole path, since its environment is bare. */
export async function writeStandIn(path: string, standIn: StandIn = {}): Promise<string> {
  const module = fileURLToPath(new URL('soci-stand-in.mjs', import.meta.url));
  const program = `#!${process.execPath}\nimport(${JSON.stringify(module)}).then(({ soci }) => soci(${JSON.stringify(standIn)}));\n`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, program, { mode: 0o755 });
  return path;
}

/** Writes the stand-in into a tool cache of the runner. */
export async function cacheStandIn(
  root: string,
  version: string,
  state: 'complete' | 'partial' = 'complete',
): Promise<string> {
  const folder = join(root, 'soci', version, process.arch);
  await writeStandIn(join(folder, 'soci'), { version: `v${version} abc` });
  if (state === 'complete') await writeFile(`${folder}.complete`, '');
  return join(folder, 'soci');
}
