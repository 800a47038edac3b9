import { readFile } from 'node:fs/promises';

const FIXTURES = new URL('../../../libs/version-manifest/fixtures/ibm-python-versions-pz/', import.meta.url);

/** The asset `name` of a release as GitHub's REST API gives it, with what does not matter here cut down. */
export function assetOf(name: string, changes: Readonly<Record<string, unknown>> = {}) {
  return {
    url: 'https://api.github.com/repos/IBM/python-versions-pz/releases/assets/329384423',
    id: 329384423,
    node_id: 'RA_kwDOPJ1Vv84Tog_n',
    name,
    label: '',
    content_type: name.endsWith('.gz') ? 'application/gzip' : 'application/octet-stream',
    state: 'uploaded',
    size: 41_943_040,
    digest: `sha256:${Buffer.from(name).toString('hex').padEnd(64, '0').slice(-64)}`,
    download_count: 0,
    browser_download_url: `https://github.com/IBM/python-versions-pz/releases/download/3.14.2/${name}`,
    ...changes,
  };
}

/** What a matrix of two arches and two systems leaves in a release when scans run beside the builds. */
export const POLLUTED_NAMES: readonly string[] = ['ppc64le', 's390x']
  .flatMap((arch) => [`22.04-${arch}`, `24.04-${arch}`])
  .flatMap((leg) => [
    `python-3.14.2-linux-${leg}.tar.gz`,
    `python-3.14.2-linux-${leg}.tar.gz.sha256`,
    `python-3.14.2-linux-${leg}.tar.gz.sigstore.json`,
    `python-3.14.2-linux-${leg}.sbom.json`,
    `trivy-python-3.14.2-linux-${leg}-vuln.json`,
    `trivy-python-3.14.2-linux-${leg}-secret.json`,
    `python-3.14.2-linux-${leg}.sarif`,
  ])
  .concat('trivy-gate-result.json', 'trivy-gate.log');

/** The asset list of a real release, taken from a manifest into which its reports had found their way. */
export async function pollutedRelease(file: string): Promise<ReturnType<typeof assetOf>[]> {
  const [version] = JSON.parse(await readFile(new URL(`polluted/${file}`, FIXTURES), 'utf8'));
  return version.files.map((entry: { filename: string; download_url: string }) =>
    assetOf(entry.filename, { browser_download_url: entry.download_url }),
  );
}
