import { expect } from 'vitest';
import { assetOf, PPC, release, releaseOf, S390 } from './release-run.ts';
import { scriptTest as test } from './shell.ts';

// What the research on drafts asks for, by its numbers. R04 differs on purpose: a public release is completed
// (that is what a leg of a later run needs), and never changed; only an immutable one is refused.

const OURS = 'c'.repeat(40);
const OTHER = 'd'.repeat(40);

test.concurrent('R01: where there is no release, a draft is made for the commit of the run', async () => {
  const { deeds, held } = await release();
  expect(deeds[0]).toBe('POST ');
  expect(held).toMatchObject([{ target: OURS, draft: false }]);
});

test.concurrent('R02: the one draft of the tag is used, and no second one made', async () => {
  const { code, deeds, held } = await release({ held: [releaseOf({ draft: true, target: OURS })] });
  expect([code, held.length]).toEqual([0, 1]);
  expect(deeds).not.toContain('POST ');
});

test.concurrent('R04: an immutable release is refused', async () => {
  const { code, deeds } = await release({ held: [releaseOf({ immutable: true })] });
  expect([code, deeds]).toEqual([1, []]);
});

test.concurrent('R05: a draft with files for another commit is refused before anything is changed', async () => {
  const held = [releaseOf({ draft: true, target: OTHER, assets: [assetOf(1, PPC)] })];
  const { code, deeds, log } = await release({ held });
  expect([code, deeds]).toEqual([1, []]);
  expect(log).toContain(
    `The draft of the release 3.14.2 holds files for the commit ${OTHER}, and this run builds ${OURS}. Nothing was changed.`,
  );
});

test.concurrent.each([
  ['an empty draft for another commit', { target: OTHER }],
  ['a draft that somebody made for a branch', { target: 'main', assets: [assetOf(1, 'notes.txt')] }],
])('R05: %s becomes that of the run', async (_, more) => {
  const { code, held } = await release({ held: [releaseOf({ draft: true, ...more })] });
  expect([code, held[0]?.target, held[0]?.draft]).toEqual([0, OURS, false]);
});

test.concurrent('R07: what cannot be filled stays a draft', async () => {
  const { code, held } = await release({ faults: [{ on: /^POST .*s390x/, kind: 403 }] });
  expect([code, held[0]?.draft]).toEqual([1, true]);
});

test.concurrent('R08: a draft keeps its tag when it becomes public', async () => {
  const { held } = await release({ held: [releaseOf({ draft: true })], env: { TAG: '3.14.2' } });
  expect(held).toMatchObject([{ tag: '3.14.2', draft: false }]);
});

test.concurrent('R10: a file that is there already with the same bytes is kept', async () => {
  const held = [releaseOf({ draft: true, target: OURS, assets: [assetOf(1, PPC), assetOf(2, S390)] })];
  const { code, deeds } = await release({ held });
  expect([code, deeds]).toEqual([0, ['PATCH /7']]);
});

test.concurrent('R11: a draft that was made as a pre-release stays one', async () => {
  const { held } = await release({ held: [releaseOf({ draft: true, prerelease: true })] });
  expect(held).toMatchObject([{ prerelease: true, draft: false, latest: 'legacy' }]);
});
