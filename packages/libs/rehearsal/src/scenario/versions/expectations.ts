import type { Expectation, Scenario } from '../scenario.ts';

/** The version that upstream has and the repository has not; four legs build it. */
export const VERSION = '3.14.7';

/** Jobs, by their ids in the generated workflow. */
export const CHECK = 'check-parts';
export const RELEASES = 'release-assets';
export const WRITER = 'update-manifests';

/** The beginning of an expectation of how many parts there are. */
export const PARTS = { kind: 'artifacts', prefix: 'manifest-part--' } as const;
/** … of what the merge says of the parts. */
export const MERGE = { kind: 'output', job: WRITER, step: 'merge', output: 'result' } as const;
/** … of how many files are released. */
export const RELEASE = { kind: 'release', version: VERSION } as const;

const manifestOf = (arch: string) => `versions-manifests/${VERSION}-${arch}.json`;

/** The manifests of both arches are on the branch. */
export const MANIFESTS: readonly Expectation[] = ['ppc64le', 's390x'].map((arch) => ({
  kind: 'file',
  path: manifestOf(arch),
  has: `python-${VERSION}-linux-24.04-${arch}.tar.gz`,
}));

export const NOTHING_LANDED: readonly Expectation[] = [
  { kind: 'commits', count: 0 },
  { kind: 'no-file', path: manifestOf('s390x') },
];

/** The leg that fails where one does. */
export const RED = { arch: 's390x', 'platform-version': '22.04' };

/** {@link RED} failed, and what the others built is published. */
export const ONE_RED: readonly Expectation[] = [
  { kind: 'conclusion', is: 'failure' },
  { kind: 'leg', leg: RED, is: 'failure' },
  { kind: 'leg', leg: { arch: 's390x', 'platform-version': '24.04' }, is: 'success' },
  { kind: 'job', job: WRITER, is: 'success' },
  { kind: 'job', job: 'verdict', is: 'failure' },
  { ...MERGE, is: 'partial' },
  { ...MERGE, output: 'missing', is: JSON.stringify([`${VERSION} / linux / 22.04 / s390x`]) },
  { ...PARTS, count: 3 },
  { ...RELEASE, files: 3 },
  { kind: 'commits', count: 1 },
  ...MANIFESTS,
  { kind: 'file', path: manifestOf('s390x'), lacks: '22.04' },
];

/** Nothing that lay beside the archives of ppc64le is named. */
export const UNPOLLUTED: readonly Expectation[] = ['trivy', 'sbom', 'SHA256SUMS'].map((lacks) => ({
  kind: 'file',
  path: manifestOf('ppc64le'),
  lacks,
}));

/** Two requests for the SDK fail, in whichever legs. */
export const FLAKY: NonNullable<Scenario['faults']> = [
  { on: { path: '/sdk/:arch', nth: 1 }, kind: 'drop' },
  { on: { path: '/sdk/:arch', nth: 2 }, kind: 'status', status: 503 },
];
