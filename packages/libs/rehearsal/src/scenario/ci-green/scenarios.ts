import type { Expectation, Scenario } from '../scenario.ts';

const GATE = 'gate';
const PUBLISHED = '/publications';

/** The gate opened, the question was asked again, and what was to be published was. */
const published: readonly Expectation[] = [
  { kind: 'conclusion', is: 'success' },
  { kind: 'job', job: GATE, is: 'success' },
  { kind: 'output', job: GATE, step: GATE, output: 'verdict', is: 'pass' },
  { kind: 'output', job: 'publish', step: 'again', output: 'verdict', is: 'pass' },
  { kind: 'requests', path: PUBLISHED, count: 1 },
];

/** The gate stayed closed for this reason, and nothing behind it began: not one request of it came. */
const refused = (has: string): readonly Expectation[] => [
  { kind: 'conclusion', is: 'failure' },
  { kind: 'job', job: GATE, is: 'failure' },
  { kind: 'output', job: GATE, step: GATE, output: 'verdict', is: 'fail' },
  { kind: 'annotation', job: GATE, has },
  { kind: 'requests', path: '/approvals', count: 0 },
  { kind: 'requests', path: PUBLISHED, count: 0 },
];

const LISTS = '/repos/:owner/:repo/actions/runs';
const green = { id: 101, file: 'ci.yml', conclusion: 'success' } as const;

/** What can become of a release that asks whether its commit is proved. */
export const CI_GREEN_SCENARIOS: readonly Scenario[] = [
  {
    name: 'ci-green',
    title: 'CI is green for exactly this commit; it is asked for twice, and the release goes out.',
    commit: { runs: [green] },
    expect: published,
  },
  {
    name: 'ci-red',
    title: 'CI has failed for this commit.',
    commit: { runs: [{ ...green, conclusion: 'failure' }] },
    expect: refused('failed (run 101'),
  },
  {
    name: 'ci-running',
    title: 'CI still runs when the gate begins, and is green at the third look.',
    inputs: { wait: true },
    commit: {
      runs: [
        { id: 101, file: 'ci.yml' },
        { ...green, fromList: 3 },
      ],
    },
    expect: published,
  },
  {
    name: 'ci-superseded',
    title: 'A newer push has cancelled the CI of this commit; the gate names that commit.',
    event: { name: 'workflow_dispatch', ref: 'refs/tags/v1.2.3' },
    inputs: { 'ref-policy': 'ancestor' },
    commit: {
      tag: { name: 'v1.2.3', stands: 'behind' },
      runs: [
        { ...green, conclusion: 'cancelled' },
        { ...green, id: 102, of: 'next' },
      ],
    },
    expect: refused('took its place (run 102'),
  },
  {
    name: 'only-pull-request',
    title: 'CI ran for the pull request only, and never for the commit on the branch.',
    commit: { runs: [{ ...green, event: 'pull_request' }] },
    expect: refused('pull_request'),
  },
  {
    name: 'ci-run-again',
    title: 'The green CI of this commit is being run again.',
    commit: { runs: [green, { id: 101, file: 'ci.yml', attempt: 2 }] },
    expect: refused('attempt 2'),
  },
  {
    name: 'tag-behind',
    title: 'The tag stands one commit behind the head of the branch.',
    event: { name: 'workflow_dispatch', ref: 'refs/tags/v1.2.3' },
    commit: { tag: { name: 'v1.2.3', stands: 'behind' }, runs: [green] },
    expect: refused('head'),
  },
  {
    name: 'head-moves',
    title: 'The branch goes on while the release waits for its approval; the second question stops it.',
    commit: { runs: [green] },
    branch: { movesOnApproval: true },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: GATE, is: 'success' },
      { kind: 'job', job: 'publish', is: 'failure' },
      { kind: 'output', job: 'publish', step: 'again', output: 'verdict', is: 'fail' },
      { kind: 'requests', path: '/approvals', count: 1 },
      { kind: 'requests', path: PUBLISHED, count: 0 },
    ],
  },
  {
    name: 'rate-limited',
    title: 'The first list of runs is refused by a rate limit; the gate waits as long as it is told.',
    commit: { runs: [green] },
    faults: [{ on: { path: LISTS, nth: 1 }, kind: 'status', status: 429, retryAfter: 1 }],
    expect: published,
  },
  {
    name: 'list-stale',
    title: 'GitHub lists the run late: the first two lists do not show it yet.',
    inputs: { grace: '30s' },
    commit: { runs: [{ ...green, fromList: 3 }] },
    expect: published,
  },
];
