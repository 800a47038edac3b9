import type { Scenario } from '../scenario.ts';
import { MANIFESTS, MERGE, NOTHING_LANDED, PARTS, RELEASE, WRITER } from './expectations.ts';

/** The latest of the series before. */
const OLDER = '3.13.15';

/** What happens to the branch, and to the writer. */
export const BRANCH_SCENARIOS: readonly Scenario[] = [
  {
    name: 'two-runs',
    title: 'Two runs for two versions write at once, and others push too; nobody is lost.',
    branch: { when: WRITER, overtakes: 1, writers: [{ file: 'news.md', commits: 6 }] },
    acts: [
      [
        { name: 'current', inputs: { version: '3.14.*' } },
        { name: 'older', inputs: { version: '3.13.*' } },
      ],
    ],
    expect: [
      { run: 'current', kind: 'conclusion', is: 'success' },
      { run: 'older', kind: 'conclusion', is: 'success' },
      { run: 'current', ...MERGE, is: 'complete' },
      { run: 'older', ...MERGE, is: 'complete' },
      { ...PARTS, count: 8 },
      { ...RELEASE, files: 4 },
      { ...RELEASE, version: OLDER, files: 4 },
      { kind: 'commits', count: 2 },
      { kind: 'file', path: 'news.md', has: 'racer-news-md 6' },
      { kind: 'beaten-pushes', count: 1 },
      ...MANIFESTS,
    ],
  },
  {
    name: 'protected-branch',
    title: 'The branch is protected: one attempt, a clear error, and nothing on the branch.',
    branch: { protectedBy: 'error: GH006: Protected branch update failed for refs/heads/main.' },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: 'build', is: 'success' },
      { kind: 'job', job: WRITER, is: 'failure' },
      { kind: 'annotation', job: WRITER, has: 'GH006' },
      { kind: 'declined-pushes', count: 1 },
      // The files come before the manifests that name them; the next attempt finds them there.
      { ...RELEASE, files: 4 },
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
      { run: 'second', ...MERGE, is: 'complete' },
      { ...PARTS, count: 4 },
      { ...RELEASE, files: 4 },
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
      { ...RELEASE, files: 4 },
      { kind: 'commits', count: 1 },
      ...MANIFESTS,
    ],
  },
];
