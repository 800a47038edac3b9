import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of the YAML files right in `folder`, by name; GitHub reads no others. None without a folder. */
export function readWorkflowFolder(folder: string): ReadonlyMap<string, string> {
  const names = readdirIfAny(folder).filter((name) => /\.ya?ml$/.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Writes a file whole or not at all, whatever ends this process. */
export function writeWhole(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } finally {
    rmSync(beside, { force: true });
  }
}

function readdirIfAny(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map(({ name }) => name);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}
