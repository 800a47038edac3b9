import type { Scenario } from '../scenario.ts';
import { BRANCH_SCENARIOS } from './branch.ts';
import { FLAKY, ONE_RED, RED, UNPOLLUTED, WRITER } from './expectations.ts';
import { LEG_SCENARIOS } from './legs.ts';

/** Much of it in one run. */
const BAD_DAY: Scenario = {
  name: 'bad-day',
  title: 'All at once: a leg fails, others are polluted, a download breaks, and others push to the branch.',
  inputs: { policy: 'allow-missing' },
  faults: FLAKY.slice(0, 1),
  legs: [
    { leg: RED, trouble: 'fails' },
    { leg: { arch: 'ppc64le' }, trouble: 'polluted' },
  ],
  branch: {
    when: WRITER,
    overtakes: 1,
    writers: [
      { file: 'news.md', commits: 6 },
      { file: 'docs/index.md', commits: 6 },
    ],
  },
  expect: [
    ...ONE_RED,
    { kind: 'requests', path: '/sdk/', count: 5 },
    ...UNPOLLUTED,
    { kind: 'file', path: 'news.md', has: 'racer-news-md 6' },
    { kind: 'file', path: 'docs/index.md', has: 'racer-docs-index-md 6' },
    { kind: 'beaten-pushes', count: 1 },
  ],
};

/** What must hold of a workflow that publishes versions, whatever happens around it. */
export const VERSION_SCENARIOS: readonly Scenario[] = [...LEG_SCENARIOS, ...BRANCH_SCENARIOS, BAD_DAY];
