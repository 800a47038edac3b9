import { type HeldAsset, type HeldRelease, releaseEnvironment, sha256, TOKEN } from './releases-held.ts';
import { type Behaviour, startReleases } from './releases-server.ts';
import { makeShell } from './shell.ts';
import { scriptOf } from './sources.ts';

const script = await scriptOf('version-manifests.ts', 'release-assets', 'Create or complete the release');

/** The archives of the two legs. */
export const PPC = 'python-3.14.2-linux-24.04-ppc64le.tar.gz';
export const S390 = 'python-3.14.2-linux-24.04-s390x.tar.gz';
const bytesOf = (name: string) => Buffer.from(`the archive ${name}`);
/** A file as it lies in a release; its bytes are those that are wanted, if nothing else is said. */
export const assetOf = (id: number, name: string, more: Partial<HeldAsset> = {}): HeldAsset => ({
  id,
  name,
  state: 'uploaded',
  bytes: bytesOf(name),
  ...more,
});
/** A public release of the tag without files. */
export const releaseOf = (more: Partial<HeldRelease> = {}): HeldRelease => ({
  id: 7,
  tag: '3.14.2',
  draft: false,
  assets: [],
  ...more,
});

/** A GitHub, what it holds, and what the script is told. */
interface Play extends Behaviour {
  readonly held?: HeldRelease[];
  readonly names?: readonly string[];
  /** What the parts say of the server. */
  readonly server?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the script against a GitHub that holds `held`; the files `names` are wanted. */
export async function release({ held = [], names = [PPC, S390], env = {}, ...more }: Play = {}) {
  using shell = makeShell();
  await using github = await startReleases(held, more);
  const tag = env.TAG ?? '3.14.2';
  const url = `${more.server ?? 'https://github.com'}/acme/python-versions/releases/download/${tag}`;
  const wanted = names.map((name) => {
    const path = shell.write(`legs/${name}`, bytesOf(name));
    return { name, path, sha256: sha256(bytesOf(name)), url: `${url}/${name}` };
  });
  const WANTED = shell.write('temp/wanted.json', JSON.stringify(wanted));
  const ran = await shell.run(script, { WANTED, ...releaseEnvironment(github.url, tag), ...env });
  if (`${ran.log}${ran.summary}${ran.curls}`.includes(TOKEN))
    throw new Error(`The token is shown:\n${ran.log}`);
  return { ...ran, ...github, deeds: github.deeds() };
}

/** What changes something when nothing is there yet and all goes well. */
export const CREATED = [
  'POST ',
  `POST /uploads/1001/assets?name=${PPC}`,
  `POST /uploads/1001/assets?name=${S390}`,
  'PATCH /1001',
];
/** The names of all files. */
export const namesIn = ({ held }: { held: HeldRelease[] }) =>
  held.flatMap(({ assets }) => assets.map(({ name }) => name));
