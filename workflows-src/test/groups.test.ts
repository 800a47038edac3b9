import { expect, test } from 'vitest';
import { evaluateAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { parsed, rendered, SOURCES, sourceOf } from './sources.ts';

const texts = await Promise.all(
  SOURCES.flatMap((path) =>
    (['elsewhere', 'ghes'] as const).map(
      async (target) => [path, target, parsed(rendered(await sourceOf(path), target))] as const,
    ),
  ),
);

const BRANCHES = [
  ['', 'gatehouse/branch/main/versions-manifest'],
  ['next', 'gatehouse/branch/next/versions-manifest'],
] as const;
const RELEASES = [
  ['', 'gatehouse/release/3.14.2'],
  ['v', 'gatehouse/release/v3.14.2'],
] as const;

/** By file and job (`*` is the whole workflow), the group for each value of the input that names what is written. */
const GROUPS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  // Pushed commits never wait for each other; a pull request's older run is ended, for it writes nothing.
  'ci.ts *': [
    ['', 'ci-1001'],
    ['7', 'ci-7'],
  ],
  'merge-manifests.ts update-manifests': BRANCHES,
  'multiarch-image.ts publish': [['ghcr.io/acme/widgets', 'gatehouse/image/ghcr.io/acme/widgets']],
  // Nothing is written; a run by hand takes the place of one that waits.
  'nightly.ts *': [['', 'nightly']],
  'publish-indexes.ts publish': [['', 'gatehouse/image/acme/widgets']],
  'version-manifests.ts release-assets': RELEASES,
  'version-manifests.ts update-manifests': BRANCHES,
  'templates/version-manifests.ts *': [['', 'release-versions-refs/heads/main']],
  'templates/version-manifests.ts release-assets': [['', 'gatehouse/release/3.14.2']],
  'templates/version-manifests.ts update-manifests': [['', 'gatehouse/branch/main/versions-manifest']],
};

/** The text of a value as GitHub makes it. */
const textFor = (text: unknown, contexts: object) =>
  String(text).replace(/\$\{\{ (.*?) \}\}/g, (_, one: string) => String(evaluateAsGitHub(one, contexts)));

test.each(texts)('%s for %s: every group is named by what its job writes', (path, _, workflow) => {
  const found = Object.entries({ '*': workflow, ...workflow.jobs }).flatMap(([job, { concurrency }]) =>
    concurrency === undefined ? [] : [{ place: `${path} ${job}`, concurrency }],
  );
  expect(found.map(({ place }) => place)).toEqual(
    Object.keys(GROUPS).filter((place) => place.startsWith(`${path} `)),
  );
  for (const { place, concurrency } of found) {
    for (const [given, wanted] of GROUPS[place] ?? []) {
      const contexts = {
        inputs: { branch: given, image: given, 'tag-prefix': given },
        github: {
          repository: 'acme/widgets',
          ref: 'refs/heads/main',
          ref_name: 'main',
          run_id: '1001',
          event: { pull_request: { number: given } },
        },
        matrix: { version: '3.14.2' },
      };
      expect(textFor(concurrency.group, contexts)).toBe(wanted);
    }
    expect(concurrency['cancel-in-progress']).toBe(path === 'ci.ts');
  }
});

test.each(texts)(
  '%s for %s: who writes waits in turn, where the server knows the word',
  (path, target, workflow) => {
    // Neither of these writes anything.
    const whole = path === 'ci.ts' || path === 'nightly.ts' ? [] : [workflow.concurrency];
    const groups = [...whole, ...Object.values(workflow.jobs).map(({ concurrency }) => concurrency)];
    for (const group of groups) if (group) expect(group.queue).toBe(target === 'ghes' ? undefined : 'max');
  },
);
