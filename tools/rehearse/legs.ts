import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Arch, assetList, interpreterArchive, type Leg, type LegTools } from '@gatehouse/rehearsal';
import { releaseFolder } from '../bundle/bundle.ts';
import { REPOSITORY, type World } from './world.ts';

/** One row of the planned matrix. */
export interface Row {
  readonly tag: string;
  readonly version: string;
  readonly arch: Arch;
  readonly platform: string;
  readonly 'platform-version': string;
  readonly runner: string;
  readonly key: string;
}

/** Fetches what the build needs, as `dotnet-install` does, and copies the interpreter into place. */
const BUILD = `
import { copyFile, mkdir } from 'node:fs/promises';
const failed = (why) => {
  console.error('dotnet-install: failed to download the SDK: ' + why);
  process.exit(1);
};
const answer = await fetch(process.env.STAGE + '/sdk/' + process.env.ARCH)
  .catch((error) => failed(error.message + ' (' + error.cause?.message + ')'));
if (!answer.ok) failed('HTTP ' + answer.status);
await mkdir('dist', { recursive: true });
await copyFile(process.env.BUILT, 'dist/' + process.env.NAME);
console.log('built ' + process.env.NAME);
`;
/** A compiler that finds a mistake finds it again, so this must not be tried twice. */
const BROKEN_BUILD = `
console.error("Modules/_ctypes/callproc.c:1042: error: expected ';' before 'return'");
process.exit(2);
`;

/** What happens in a leg beside a plain build. */
export type Trouble = 'none' | 'fails' | 'polluted';

/** A leg as a workflow has it: build with retries, then report the part. */
export function legOf(row: Row, trouble: Trouble, world: World): Leg {
  const name = `${row.arch} ${row['platform-version']}`;
  return {
    name,
    async play(tools) {
      const env = await world.environment('build', name.replace(' ', '-'));
      const { GITHUB_WORKSPACE: workspace = '' } = env;
      const archive = await interpreterArchive({
        version: row.version,
        arch: row.arch,
        platformVersion: row['platform-version'],
      });
      const built = join(env.RUNNER_TEMP ?? workspace, archive.filename);
      await writeFile(built, archive.bytes);
      await writeFile(join(workspace, 'build.mjs'), trouble === 'fails' ? BROKEN_BUILD : BUILD);
      await tools.step({
        folder: join(releaseFolder, 'retry-run'),
        inputs: { command: 'node build.mjs', backoff: '100ms', deadline: '1m' },
        env: { ...env, ARCH: row.arch, BUILT: built, NAME: archive.filename },
      });
      if (trouble === 'polluted') {
        const assets = assetList({ repository: REPOSITORY, tag: row.tag, files: [archive], draft: true });
        tools.say(`the draft release holds ${assets.length} assets, scan reports and SBOMs among them`);
        await report(tools, row, env, { assets: JSON.stringify(assets) });
      } else await report(tools, row, env, { files: 'dist/*', inspect: 'true' });
    },
  };
}

async function report(
  tools: LegTools,
  row: Row,
  env: Record<string, string>,
  source: Record<string, string>,
): Promise<void> {
  await tools.step({
    folder: join(releaseFolder, 'manifest-part'),
    inputs: {
      ...source,
      tag: row.tag,
      arch: row.arch,
      platform: row.platform,
      'platform-version': row['platform-version'],
      leg: JSON.stringify(row),
    },
    env,
  });
}
