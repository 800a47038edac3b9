import type { Expectation, Scenario } from '../scenario.ts';
import { keyOf, VERSION } from './caller.ts';

const WRITER = 'update-manifests';
const MANIFEST = 'versions-manifest.json';
const MERGE = { kind: 'output', job: WRITER, step: 'merge', output: 'result' } as const;
const PARTS = { kind: 'artifacts', prefix: 'manifest-part--' } as const;
const named = (arch: string): Expectation => ({
  kind: 'file',
  path: MANIFEST,
  has: `python-${VERSION}-linux-24.04-${arch}.tar.gz`,
});
const RED = { arch: 's390x' };

/** What can become of the parts of somebody else's matrix. */
export const MERGE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'merge-all-green',
    title: 'Two legs of the caller leave two parts, and one commit names what they built.',
    expect: [
      { kind: 'conclusion', is: 'success' },
      { kind: 'job', job: WRITER, is: 'success' },
      { ...MERGE, is: 'complete' },
      { ...PARTS, count: 2 },
      { kind: 'commits', count: 1 },
      named('ppc64le'),
      named('s390x'),
    ],
  },
  {
    name: 'merge-one-leg-red',
    title: 'One leg fails: what the other built is named, and the run is red all the same.',
    inputs: { policy: 'allow-missing' },
    legs: [{ leg: RED, trouble: 'fails' }],
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'leg', leg: RED, is: 'failure' },
      { kind: 'job', job: WRITER, is: 'success' },
      { ...MERGE, is: 'partial' },
      { ...MERGE, output: 'missing', is: JSON.stringify([keyOf('s390x')]) },
      { kind: 'commits', count: 1 },
      named('ppc64le'),
      { kind: 'file', path: MANIFEST, lacks: 's390x' },
    ],
  },
  {
    name: 'merge-incomplete',
    title: 'One leg fails and the policy wants all: nothing is written.',
    legs: [{ leg: RED, trouble: 'fails' }],
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: WRITER, is: 'failure' },
      { kind: 'annotation', job: WRITER, has: keyOf('s390x') },
      { kind: 'commits', count: 0 },
      { kind: 'no-file', path: MANIFEST },
    ],
  },
  {
    name: 'merge-protected-branch',
    title: 'The branch is protected: one attempt, a clear error, and nothing on the branch.',
    branch: { protectedBy: 'error: GH006: Protected branch update failed for refs/heads/main.' },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: WRITER, is: 'failure' },
      { kind: 'annotation', job: WRITER, has: 'GH006' },
      { kind: 'declined-pushes', count: 1 },
      { kind: 'commits', count: 0 },
      { kind: 'no-file', path: MANIFEST },
    ],
  },
];
