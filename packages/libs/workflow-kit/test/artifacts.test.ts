import { expect, test } from 'vitest';
import {
  artifactWarning,
  explain,
  explanationMarkdown,
  expr,
  own,
  parsePins,
  runner,
  type Step,
  uses,
  workflow,
} from '../src/index.ts';
import { minimal, minimalJob, untypedOwn } from './options.ts';

const UPLOAD = 'actions/upload-artifact';
const pinsAt = (version: string) =>
  parsePins(
    `runs:
  steps:
    - uses: ${UPLOAD}@${'a1'.repeat(20)} # ${version}
`,
    '/pins/action.yml',
  );

const using = (step: Step) =>
  workflow({
    ...minimal,
    call: {},
    jobs: (build) => {
      build.job('carry', { ...minimalJob, steps: [step] });
    },
  });
const warningFor = (step: Step, version = 'v7.0.0') => artifactWarning(using(step), 'ghes', pinsAt(version));

test.each([
  ['an artifact', uses(UPLOAD)],
  ['a part', untypedOwn('manifest-part')],
  ['what legs left', own('manifest-merge')],
])('for a server of one’s own it is said that a job carries %s', (_, step) => {
  expect(warningFor(step)).toMatch(
    /^These jobs fail on a GitHub Enterprise Server, .* artifact service v4.*: carry\.$/,
  );
});

test.each([
  ['an upload of the version for such servers', uses(UPLOAD), 'v3.2.1'],
  ['a part that is only written', untypedOwn('manifest-part', { with: { upload: false } }), undefined],
  [
    'a part that is only written, as YAML says it',
    untypedOwn('manifest-part', { with: { upload: 'false' } }),
    undefined,
  ],
  ['parts of a folder', own('manifest-merge', { with: { 'parts-dir': expr`${runner.temp}/x` } }), undefined],
  ['something else', own('retry-run'), undefined],
])('nothing is said of %s', (_, step, version) => {
  expect(warningFor(step, version)).toBeUndefined();
});

test('nothing is said for github.com', () => {
  expect(artifactWarning(using(untypedOwn('manifest-part')), 'github.com', pinsAt('v7.0.0'))).toBeUndefined();
});

test('a job of a called workflow is named with the call', () => {
  const caller = workflow({
    ...minimal,
    file: 'caller.yml',
    jobs: (build) => {
      build.call('legs', { workflow: using(untypedOwn('manifest-part')), permissions: {} });
    },
  });
  expect(artifactWarning(caller, 'ghes', new Map())).toMatch(/: legs \/ carry\.$/);
});

test('an explanation for such a server says it, on the page and beside the snippet', () => {
  const release = { slug: 'acme/library', commit: 'c0'.repeat(20), version: 'v1.2.3' };
  const explained = explain(using(untypedOwn('manifest-part')), { workflows: [], release, target: 'ghes' });
  const page = explanationMarkdown(explained);
  expect(page).toContain(`\n\n**${explained.warning}**\n\n`);
  expect(explained.snippet).toMatch(/^# These jobs fail on a GitHub Enterprise Server, .*: x \/ carry\.$/m);
});
