import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What headers of generated files name. */
export function generatorVersion(): string {
  const manifest = new URL('../package.json', import.meta.resolve('@gatehouse/workflow-kit'));
  const { name, version } = JSON.parse(readFileSync(fileURLToPath(manifest), 'utf8'));
  return `${name} ${version}`;
}

/** What `gatehouse --version` prints: the package of the command itself. */
export function commandVersion(): string {
  const { name, version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return `${name} ${version}`;
}
