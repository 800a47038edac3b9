import { readdir, readFile } from 'node:fs/promises';
import type { Manifest } from '@gatehouse/version-manifest';

const FIXTURES = new URL('../../../libs/version-manifest/fixtures/', import.meta.url);
const PZ = 'ibm-python-versions-pz';

/** Where the manifest of actions/python-versions lies, for the input `upstream-manifest`. */
export const UPSTREAM = new URL('actions-python-versions/versions-manifest.json', FIXTURES);

/** A manifest among the fixtures. */
export async function readManifest(path: string | URL): Promise<Manifest> {
  return JSON.parse(await readFile(new URL(path, FIXTURES), 'utf8'));
}

/** The root manifest that IBM/python-versions-pz publishes. */
export const readPzRoot = () => readManifest(`${PZ}/versions-manifest.json`);

/** Its 140 manifests by their paths in the repository. Ten are corrupt: those that {@link isCorrupt} tells. */
export async function readPzManifests(): Promise<Readonly<Record<string, string>>> {
  const names = await readdir(new URL(`${PZ}/versions-manifests/`, FIXTURES));
  const entries = names.map(async (name) => {
    const text = await readFile(new URL(`${PZ}/versions-manifests/${name}`, FIXTURES), 'utf8');
    return [`versions-manifests/${name}`, text] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Their names say "22.04" where the arch belongs, as do the entries inside. */
export const isCorrupt = (path: string): boolean => /-2[24]\.04\.json$/.test(path);

/** Those of the files whose paths `keep` takes. */
export function only(
  files: Readonly<Record<string, string>>,
  keep: (path: string) => boolean,
): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => keep(path)));
}
