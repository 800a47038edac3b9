import type { Expectation, Scenario } from '../scenario.ts';

/** The version that upstream has and the repository has not, and the four legs that build it. */
const VERSION = '3.14.7';
const PARTS = { kind: 'artifacts', prefix: 'manifest-part--' } as const;
const WRITER = 'update-manifests';
const MERGE = { kind: 'output', job: WRITER, step: 'merge', output: 'result' } as const;
const MANIFESTS: readonly Expectation[] = ['ppc64le', 's390x'].map((arch) => ({
  kind: 'file',
  path: `versions-manifests/${VERSION}-${arch}.json`,
  has: `python-${VERSION}-linux-24.04-${arch}.tar.gz`,
}));
const NOTHING_LANDED: readonly Expectation[] = [
  { kind: 'commits', count: 0 },
  { kind: 'no-file', path: `versions-manifests/${VERSION}-s390x.json` },
];
const RED = { arch: 's390x', 'platform-version': '22.04' };

/** What must hold of a workflow that publishes versions, whatever happens around it. */
export const VERSION_SCENARIOS: readonly Scenario[] = [
  {
    name: 'all-green',
    title: 'Four legs leave four parts, and one commit holds them all.',
    expect: [
      { kind: 'conclusion', is: 'success' },
      { ...MERGE, is: 'complete' },
      { ...PARTS, count: 4 },
      { kind: 'commits', count: 1 },
      ...MANIFESTS,
    ],
  },
  {
    name: 'one-leg-red',
    title: 'One leg fails: what succeeded is published, and the run is red all the same.',
    inputs: { policy: 'allow-missing' },
    legs: [{ leg: RED, trouble: 'fails' }],
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'leg', leg: RED, is: 'failure' },
      { kind: 'leg', leg: { arch: 's390x', 'platform-version': '24.04' }, is: 'success' },
      { kind: 'job', job: WRITER, is: 'success' },
      { ...MERGE, is: 'partial' },
      { ...PARTS, count: 3 },
      { kind: 'commits', count: 1 },
      { kind: 'file', path: `versions-manifests/${VERSION}-s390x.json`, lacks: '22.04' },
    ],
  },
  {
    name: 'second-attempt',
    title: 'A leg fails and nothing is published; its second attempt completes the release.',
    inputs: { policy: 'require-all' },
    legs: [{ leg: RED, trouble: 'fails', attempts: [1] }],
    acts: [[{ name: 'first' }], [{ name: 'second', rerunOf: 'first' }]],
    expect: [
      { run: 'first', kind: 'conclusion', is: 'failure' },
      { run: 'first', kind: 'job', job: WRITER, is: 'failure' },
      { run: 'second', kind: 'conclusion', is: 'success' },
      { run: 'second', ...MERGE, is: 'complete' },
      { ...PARTS, count: 4 },
      { kind: 'commits', count: 1 },
      ...MANIFESTS,
    ],
  },
  {
    name: 'two-runs',
    title: 'Two runs for two versions write at once, and others push too; nobody is lost.',
    branch: { overtakes: 1, writers: [{ file: 'news.md', commits: 3 }] },
    acts: [
      [
        { name: 'current', inputs: { version: '3.14.*' } },
        { name: 'older', inputs: { version: '3.13.*' } },
      ],
    ],
    expect: [
      { run: 'current', kind: 'conclusion', is: 'success' },
      { run: 'older', kind: 'conclusion', is: 'success' },
      { ...PARTS, count: 8 },
      { kind: 'commits', count: 2 },
      { kind: 'file', path: 'news.md', has: 'racer-news-md 3' },
      ...MANIFESTS,
    ],
  },
  {
    name: 'polluted-assets',
    title: 'Scan reports, an SBOM and logs lie among the archives; none of them gets into a manifest.',
    legs: [{ leg: { arch: 'ppc64le' }, trouble: 'polluted' }],
    expect: [
      { kind: 'conclusion', is: 'success' },
      { kind: 'commits', count: 1 },
      { kind: 'file', path: `versions-manifests/${VERSION}-ppc64le.json`, lacks: 'trivy' },
      { kind: 'file', path: `versions-manifests/${VERSION}-ppc64le.json`, lacks: 'sbom' },
      ...MANIFESTS,
    ],
  },
  {
    name: 'flaky-download',
    title: 'The download of the SDK breaks twice, and is tried again.',
    faults: [
      { on: { path: /^\/sdk\//, nth: 1 }, kind: 'drop' },
      { on: { path: /^\/sdk\//, nth: 2 }, kind: 'status', status: 503 },
    ],
    expect: [
      { kind: 'conclusion', is: 'success' },
      { kind: 'requests', path: '/sdk/', count: 6 },
      { kind: 'commits', count: 1 },
      ...MANIFESTS,
    ],
  },
  {
    name: 'protected-branch',
    title: 'The branch is protected: one attempt, a clear error, nothing changed.',
    branch: { protectedBy: 'error: GH006: Protected branch update failed for refs/heads/main.' },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: 'build', is: 'success' },
      { kind: 'job', job: WRITER, is: 'failure' },
      { kind: 'annotation', job: WRITER, has: 'GH006' },
      ...NOTHING_LANDED,
    ],
  },
  {
    name: 'no-parts',
    title: 'Every leg fails: there is nothing to publish, and nothing is.',
    inputs: { policy: 'allow-missing' },
    legs: [{ leg: {}, trouble: 'fails' }],
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: 'build', is: 'failure' },
      { ...PARTS, count: 0 },
      ...NOTHING_LANDED,
    ],
  },
  {
    name: 'writer-killed',
    title: 'The machine of the writer is switched off when its push arrives; the next attempt completes.',
    acts: [[{ name: 'first', killedAt: 'push-arrives' }], [{ name: 'second', rerunOf: 'first' }]],
    expect: [
      { run: 'first', kind: 'job', job: WRITER, is: 'unfinished' },
      { run: 'second', kind: 'conclusion', is: 'success' },
      { ...PARTS, count: 4 },
      { kind: 'commits', count: 1 },
      ...MANIFESTS,
    ],
  },
  {
    name: 'writer-killed-late',
    title:
      'The machine of the writer is switched off behind its push; the next attempt makes no second commit.',
    acts: [[{ name: 'first', killedAt: 'push-landed' }], [{ name: 'second', rerunOf: 'first' }]],
    expect: [
      { run: 'first', kind: 'job', job: WRITER, is: 'unfinished' },
      { run: 'second', kind: 'conclusion', is: 'success' },
      { kind: 'commits', count: 1 },
      ...MANIFESTS,
    ],
  },
];
