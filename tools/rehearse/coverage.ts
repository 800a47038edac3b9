import {
  type Arch,
  columnsOf,
  interpreterArchive,
  type JobRecord,
  type PlayedRun,
  type StageWorld,
  type Verdict,
} from '@gatehouse/rehearsal';
import { type Manifest, resolve } from './consumer.ts';

/** What became of one planned file. */
export interface Coverage {
  readonly version: string;
  readonly arch: string;
  /** Such as `linux 24.04`. */
  readonly platform: string;
  /** How its leg ended, in its last attempt. */
  readonly leg: 'built' | 'failed' | 'missing';
  /** What a machine of this kind is to find, and what it finds; `undefined` is nothing. */
  readonly wanted: string | undefined;
  readonly found: string | undefined;
}

/** One row of the planned matrix. */
export interface Row {
  readonly tag: string;
  readonly version: string;
  readonly arch: Arch;
  readonly platform: string;
  readonly 'platform-version': string;
  readonly key: string;
}

/**
 * Follows every planned file to whoever wants it: through the root manifest and through the manifest of
 * its version and arch, with the code of `setup-python`, and on to the bytes of the release, where there are any.
 */
export async function cover(
  world: StageWorld,
  runs: readonly PlayedRun[],
  { released }: { readonly released: boolean },
): Promise<readonly Coverage[]> {
  const last = new Map(runs.map(({ result }) => [result.runId, result]));
  const rows: Coverage[] = [];
  for (const { jobs } of last.values()) {
    const isWritten = jobs.some(
      (job) => job.id === 'update-manifests' && job.result === 'success' && !isDry(job),
    );
    for (const row of plannedIn(jobs)) {
      const result = jobs.find(({ id, matrix }) => id === 'build' && matrix?.key === row.key)?.result;
      const leg = result === 'success' ? 'built' : result === 'failure' ? 'failed' : 'missing';
      const { version, arch } = row;
      const platform = `${row.platform} ${row['platform-version']}`;
      const inRelease = ({ id, matrix, result: ended }: JobRecord) =>
        id === 'release-assets' && matrix?.version === version && ended === 'success';
      const isOffered = !released || jobs.some(inRelease);
      const wanted =
        leg === 'built' && isWritten && isOffered
          ? `python-${version}-${platform.replace(' ', '-')}-${arch}.tar.gz`
          : undefined;
      rows.push({ version, arch, platform, leg, wanted, found: await find(world, row, released) });
    }
  }
  return rows;
}

/** Whether a writer has only shown what it would write. */
function isDry({ steps }: JobRecord): boolean {
  return steps.some(({ outputs }) => outputs.evidence?.includes('"verdict":"dry-run"') === true);
}

/** The coverage of one file, as something that holds or not. */
export function verdictOf({ version, arch, platform, leg, wanted, found }: Coverage): Verdict {
  return {
    what: `what setup-python finds for ${version} on ${platform} ${arch}`,
    expected: wanted ?? 'nothing',
    found: leg === 'missing' ? 'no leg that built it or failed' : (found ?? 'nothing'),
    // Of a leg that was never seen nothing is proved, whatever is found.
    holds: leg !== 'missing' && wanted === found,
  };
}

/** Every planned file: what its leg made of it, and what a machine of its kind finds now. */
export function coverageTable(rows: readonly Coverage[]): string {
  const header = ['version', 'arch', 'platform', 'leg', 'setup-python finds'];
  const cells = rows.map(({ version, arch, platform, leg, found = 'nothing' }) => [
    version,
    arch,
    platform,
    leg,
    found,
  ]);
  return columnsOf([header, ...cells].map((line) => line.map((text) => ({ text }))));
}

/** The matrix as the plan handed it on. */
export function plannedIn(jobs: PlayedRun['result']['jobs']): readonly Row[] {
  const steps = jobs.filter(({ id }) => id === 'plan').flatMap((job) => job.steps);
  const matrix = steps.find(({ outputs }) => outputs.matrix !== undefined)?.outputs.matrix;
  if (matrix === undefined) return [];
  const { include }: { readonly include: readonly Row[] } = JSON.parse(matrix);
  return include;
}

/** The name of the file that a machine gets, or in words what is wrong with it. */
async function find({ scene, stage }: StageWorld, row: Row, released: boolean): Promise<string | undefined> {
  const { version, arch } = row;
  const machine = { version, arch, platform: row.platform, platformVersion: row['platform-version'] };
  const look = async (path: string) => {
    const manifest = await scene.read(path).then(
      (bytes): Manifest => JSON.parse(String(bytes)),
      () => undefined,
    );
    return manifest && resolve(manifest, machine);
  };
  const url = await look('versions-manifest.json');
  const own = await look(`versions-manifests/${version}-${arch}.json`);
  if (url !== own) return `${url ?? 'nothing'} in the root manifest, ${own ?? 'nothing'} in its own`;
  if (url === undefined) return undefined;
  const name = url.slice(url.lastIndexOf('/') + 1);
  if (!released) return name;
  // The address is GitHub's; what lies there is on the stage.
  const answer = await fetch(new URL(new URL(url).pathname, stage.url));
  if (!answer.ok) return `${url}, which is answered with ${answer.status}`;
  const bytes = Buffer.from(await answer.arrayBuffer());
  const built = await interpreterArchive(machine);
  return built.bytes.equals(bytes) ? name : `${url}, which is not what the leg built`;
}
