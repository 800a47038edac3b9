import { access, readdir } from 'node:fs/promises';
import { arch } from 'node:os';
import { join } from 'node:path';
import { compareVersions, parseVersion } from './version.ts';

/**
 * Where the tool cache of the runner may have a program, the newest version first: `<root>/<name>/<version>/<arch>`,
 * and only where `<arch>.complete` is beside it (`@actions/tool-cache`, `find`). Empty where there is none.
 */
export async function findCached(root: string | undefined, name: string): Promise<readonly string[]> {
  if (root === undefined || root === '') return [];
  const entries = await readdir(join(root, name)).catch(() => []);
  const versions = entries
    .flatMap((entry) => {
      const version = parseVersion(entry);
      return version === undefined ? [] : [{ entry, version }];
    })
    .sort((one, other) => compareVersions(other.version, one.version));
  const folders = versions.map(({ entry }) => join(root, name, entry, arch()));
  const complete = await Promise.all(folders.map((folder) => exists(`${folder}.complete`)));
  return folders.filter((_, index) => complete[index]).map((folder) => join(folder, name));
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
