import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILD_COMMAND, type Production, versionsProduction } from '@gatehouse/rehearsal';
import { releaseFolder } from '../bundle/bundle.ts';
import { repositoryRoot } from '../repository.ts';
import { type Coverage, cover, verdictOf } from './coverage.ts';
import { playActions } from './without-act.ts';
import { FILE, renderFor, SLUG } from './workflow.ts';

const FIXTURES = join(repositoryRoot, 'packages/libs/version-manifest/fixtures');
const FILTER_FILE = 'python-tag-filter.yml';
const FILTER = `# Build what is new in the current series.
version: 3.14.*
release_types: [stable]
`;

export interface ProductionOptions {
  /** The program act; without it the actions are played, and not the workflow. */
  readonly act: string | undefined;
  /** Told what became of every planned file, when a scenario is over. */
  readonly onCoverage?: (rows: readonly Coverage[]) => void;
}

/**
 * A user's repository that calls the generated workflow with the bundled actions: it holds everything that
 * IBM/python-versions-pz publishes, and upstream offers what actions/python-versions does.
 */
export async function rehearsalProduction({ act, onCoverage }: ProductionOptions): Promise<Production> {
  const production = versionsProduction({
    act: act ?? '',
    library: { slug: SLUG, folder: releaseFolder },
    workflow: { kind: 'call', file: FILE },
    workflows: { [FILE]: renderFor({ kind: 'stage', slug: SLUG, ref: 'stage' }) },
    files: {
      ...(await publishedManifests()),
      [FILTER_FILE]: FILTER,
      // Where the workflow looks for it when nobody says otherwise.
      '.github/scripts/build.sh': `exec ${BUILD_COMMAND}\n`,
    },
    upstream: await readFile(join(FIXTURES, 'actions-python-versions', 'versions-manifest.json')),
    inputs: (stage) => ({
      'filter-file': FILTER_FILE,
      'upstream-manifest': `${stage}/upstream/versions-manifest.json`,
      'max-versions': '1',
      arches: 'ppc64le s390x',
      'platform-versions': '22.04 24.04',
      // This machine plays those of both arches.
      'runner-template': 'ubuntu-24.04',
      layout: 'version-arch',
      // Ten of the published manifests are corrupt.
      repair: true,
      'merge-upstream': `${stage}/upstream/versions-manifest.json`,
    }),
  });
  return {
    ...production,
    ...(act === undefined ? { engine: playActions } : {}),
    async witness(world, runs) {
      const rows = await cover(world, runs, { released: act !== undefined });
      onCoverage?.(rows);
      const planned = {
        what: 'planned files that were followed',
        expected: 'at least one',
        found: String(rows.length),
        holds: rows.length > 0,
      };
      return [planned, ...rows.map(verdictOf)];
    },
  };
}

async function publishedManifests(): Promise<Record<string, string>> {
  const source = join(FIXTURES, 'ibm-python-versions-pz');
  const names = (await readdir(join(source, 'versions-manifests'))).map(
    (name) => `versions-manifests/${name}`,
  );
  const paths = ['versions-manifest.json', ...names];
  const texts = await Promise.all(paths.map((path) => readFile(join(source, path), 'utf8')));
  return Object.fromEntries(paths.map((path, at) => [path, texts[at] ?? '']));
}
