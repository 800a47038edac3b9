import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a fixture of `@gatehouse/version-manifest`. */
export const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../libs/version-manifest/fixtures/${name}`, import.meta.url));

/** The manifest that setup-python reads: 248 versions. */
export const upstreamPath = fixture('actions-python-versions/versions-manifest.json');

export const upstreamText = readFileSync(upstreamPath, 'utf8');

/** An entry that setup-python accepts; its files are for x64 and, on demand, x64-freethreaded. */
export function entry(version: string, { freethreaded = false } = {}): object {
  const arches = freethreaded ? ['x64', 'x64-freethreaded'] : ['x64'];
  const files = arches.map((arch) => ({
    filename: `python-${version}-linux-24.04-${arch}.tar.gz`,
    arch,
    platform: 'linux',
    platform_version: '24.04',
    download_url: `https://example.com/${version}/python-${version}-linux-24.04-${arch}.tar.gz`,
  }));
  return { version, stable: !version.includes('-'), release_url: '', files };
}

/** The text of a manifest that offers `versions`, in that order. */
export const manifestOf = (...versions: readonly string[]): string =>
  JSON.stringify(versions.map((version) => entry(version)));

/** The six versions of which the tests of get_python_version are made. */
export const sample = ['3.13.0', '3.12.5', '3.11.0-rc.1', '3.10.0-beta.2', '3.9.0-alpha.1', '3.8.10'];
