import type { Expectation, Scenario } from '../scenario.ts';
import { IMAGE_PATH } from './image-registry.ts';

const BOTH = ['linux/amd64', 'linux/arm64'] as const;
const RED = { platform: 'linux/arm64' };
const PUBLISH = 'publish';
const ACTION = { kind: 'output', job: PUBLISH, step: 'publish', output: 'action' } as const;
const PARTS = { kind: 'artifacts', prefix: 'manifest-part--' } as const;
const holds = (tag: string, platforms: readonly string[] | 'none'): Expectation => ({
  kind: 'image',
  tag,
  platforms,
});
const TAGGED = [holds('1.2.3', BOTH), holds('latest', BOTH)] as const;
const UNTAGGED = [holds('1.2.3', 'none'), holds('latest', 'none')] as const;
const RERUN = [[{ name: 'first' }], [{ name: 'second', rerunOf: 'first' }]] as const;

/** What can become of an image for several platforms. */
export const IMAGE_SCENARIOS: readonly Scenario[] = [
  {
    name: 'image-all-green',
    title: 'Two legs push by digest; one index gets the exact tag, then the floating one.',
    expect: [
      { kind: 'conclusion', is: 'success' },
      { ...ACTION, is: 'created' },
      { ...PARTS, count: 2 },
      ...TAGGED,
      { kind: 'image-writes', tag: 'latest', count: 1 },
    ],
  },
  {
    name: 'image-one-arch-red',
    title: 'One architecture fails to build: no tag moves, and the job names what is missing.',
    legs: [{ leg: RED, trouble: 'fails' }],
    registry: { holds: [{ tag: 'latest', platforms: BOTH }] },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'leg', leg: RED, is: 'failure' },
      { kind: 'job', job: PUBLISH, is: 'failure' },
      { kind: 'annotation', job: PUBLISH, has: 'linux/arm64' },
      holds('1.2.3', 'none'),
      holds('latest', BOTH),
      { kind: 'image-writes', tag: 'latest', count: 0 },
    ],
  },
  {
    name: 'image-carried',
    title:
      'One architecture fails to build: the floating tag keeps its old image, and the run is red all the same.',
    inputs: { 'missing-platforms': 'carry', tags: '' },
    legs: [{ leg: RED, trouble: 'fails' }],
    registry: { holds: [{ tag: 'latest', platforms: BOTH }] },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: PUBLISH, is: 'success' },
      { ...ACTION, is: 'carried' },
      holds('latest', BOTH),
      { kind: 'image-writes', tag: 'latest', count: 1 },
    ],
  },
  {
    name: 'image-second-attempt',
    title: 'One architecture fails to build; its second attempt completes the image.',
    legs: [{ leg: RED, trouble: 'fails', attempts: [1] }],
    acts: RERUN,
    expect: [
      { run: 'first', kind: 'conclusion', is: 'failure' },
      { run: 'first', kind: 'job', job: PUBLISH, is: 'failure' },
      { run: 'second', kind: 'conclusion', is: 'success' },
      { run: 'second', ...ACTION, is: 'created' },
      ...TAGGED,
      { kind: 'image-writes', tag: 'latest', count: 1 },
    ],
  },
  {
    name: 'image-created-untagged',
    title: 'The registry refuses the tags behind the index; the second attempt sets them.',
    faults: [
      // Each leg writes three manifests, then comes the index.
      {
        on: { method: 'PUT', path: `/v2/${IMAGE_PATH}/manifests/:name`, nth: 8 },
        kind: 'status',
        status: 403,
      },
    ],
    acts: RERUN,
    expect: [
      { run: 'first', kind: 'conclusion', is: 'failure' },
      { run: 'first', kind: 'job', job: PUBLISH, is: 'failure' },
      { run: 'second', kind: 'conclusion', is: 'success' },
      { run: 'second', ...ACTION, is: 'created' },
      ...TAGGED,
      { kind: 'image-writes', tag: '1.2.3', count: 1 },
      { kind: 'image-writes', tag: 'latest', count: 1 },
    ],
  },
  {
    name: 'image-published-twice',
    title:
      'The same commit is published again at an immutable tag: nothing is written, the image stays what it was.',
    registry: { immutable: ['1.2.3'] },
    acts: [[{ name: 'first' }], [{ name: 'second' }]],
    expect: [
      { run: 'first', ...ACTION, is: 'created' },
      { run: 'second', kind: 'conclusion', is: 'success' },
      { run: 'second', ...ACTION, is: 'skipped' },
      ...TAGGED,
      { kind: 'image-writes', tag: '1.2.3', count: 1 },
      { kind: 'image-writes', tag: 'latest', count: 1 },
    ],
  },
  {
    name: 'image-late',
    title: 'The registry shows late what was pushed: the job waits, and publishes.',
    registry: { late: 2 },
    expect: [{ kind: 'conclusion', is: 'success' }, { ...ACTION, is: 'created' }, ...TAGGED],
  },
  {
    name: 'image-throttled',
    title: 'The registry answers 429 again and again: every request is repeated, and nothing is lost.',
    faults: [
      {
        on: { path: '/v2/*rest', nth: [9, 17, 18, 24, 25, 26, 31, 37] },
        kind: 'status',
        status: 429,
        retryAfter: 1,
      },
    ],
    expect: [{ kind: 'conclusion', is: 'success' }, { ...ACTION, is: 'created' }, ...TAGGED],
  },
  {
    name: 'image-other-images',
    title: 'The exact tag holds other images: nothing is written, and both sets are named.',
    registry: { holds: [{ tag: '1.2.3', platforms: BOTH }] },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: PUBLISH, is: 'failure' },
      { kind: 'annotation', job: PUBLISH, has: 'The tag holds linux/amd64' },
      holds('latest', 'none'),
      { kind: 'image-writes', tag: '1.2.3', count: 0 },
    ],
  },
  {
    name: 'image-racer-first',
    title:
      'Another publisher moves the floating tag first, with one architecture more: it is not overwritten.',
    inputs: { tags: '', version: '' },
    registry: {
      racer: { tag: 'latest', platforms: [...BOTH, 'linux/s390x'], when: 'before-tag' },
    },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: PUBLISH, is: 'failure' },
      { kind: 'annotation', job: PUBLISH, has: 'linux/s390x' },
      holds('latest', [...BOTH, 'linux/s390x']),
      { kind: 'image-writes', tag: 'latest', count: 0 },
    ],
  },
  {
    name: 'image-racer-last',
    title: 'Another publisher overwrites the floating tag right behind this one: the run is red.',
    inputs: { deadline: '20s' },
    registry: { racer: { tag: 'latest', platforms: ['linux/amd64'], when: 'after-tag' } },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: PUBLISH, is: 'failure' },
      { kind: 'annotation', job: PUBLISH, has: ':latest resolves to' },
    ],
  },
  {
    name: 'image-vanished',
    title: 'A clean-up deletes the image of one leg before the index is made: it is reported as gone.',
    inputs: { wait: '2s' },
    registry: { vanishes: [RED] },
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'job', job: PUBLISH, is: 'failure' },
      { kind: 'annotation', job: PUBLISH, has: 'and is gone' },
      ...UNTAGGED,
    ],
  },
];

const INDEXES = { ...ACTION, job: PUBLISH } as const;

/** What can become of the images of somebody else's matrix. */
export const INDEX_SCENARIOS: readonly Scenario[] = [
  {
    name: 'indexes-all-green',
    title: 'Two legs of the caller push by digest; the plan publishes their image twice, under two names.',
    expect: [
      { kind: 'conclusion', is: 'success' },
      { ...INDEXES, is: 'created' },
      { ...PARTS, count: 2 },
      ...TAGGED,
      { kind: 'image', image: 'acme/widgets-mirror', tag: 'latest', platforms: BOTH },
    ],
  },
  {
    name: 'indexes-one-arch-red',
    title: 'One architecture fails to build: neither image is published, and both are named.',
    legs: [{ leg: RED, trouble: 'fails' }],
    expect: [
      { kind: 'conclusion', is: 'failure' },
      { kind: 'leg', leg: RED, is: 'failure' },
      { kind: 'job', job: PUBLISH, is: 'failure' },
      { kind: 'annotation', job: PUBLISH, has: '2 of 2 images were not published' },
      ...UNTAGGED,
    ],
  },
  {
    name: 'indexes-second-attempt',
    title: 'One architecture fails to build; its second attempt completes both images.',
    legs: [{ leg: RED, trouble: 'fails', attempts: [1] }],
    acts: RERUN,
    expect: [
      { run: 'first', kind: 'conclusion', is: 'failure' },
      { run: 'second', kind: 'conclusion', is: 'success' },
      { run: 'second', ...INDEXES, is: 'created' },
      ...TAGGED,
    ],
  },
];
