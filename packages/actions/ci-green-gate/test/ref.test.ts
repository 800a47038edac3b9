import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgePlace, type Place } from '../src/place/place.ts';
import { aRun, NEWER, SHA, type World } from './github.ts';
import { play } from './play.ts';

const TAG = 'c'.repeat(40);
const OUTER = 'd'.repeat(40);
const commit = (sha: string) => ({ type: 'commit', sha });

/** A green commit, with these refs. */
const withRefs = (refs: NonNullable<ReturnType<NonNullable<World['refs']>>>, more: World = {}): World => ({
  runs: () => [aRun()],
  refs: () => refs,
  ...more,
});

describe('G40: the place of the commit', () => {
  it('is the head of the branch', async () => {
    const moved = await play(withRefs({ 'heads/main': commit(NEWER) }));
    expect([moved.verdict, moved.evidence.ref]).toMatchObject(['fail', { reason: 'not-head', head: NEWER }]);
    expect(moved.message).toBe('aaaaaaaaaaaa is not the head of main, which is bbbbbbbbbbbb');
    expect((await play(withRefs({ 'heads/main': commit(SHA) }))).verdict).toBe('pass');
  });

  it.each([
    ['behind', 'pass'],
    ['identical', 'pass'],
    ['ahead', 'fail'],
    ['diverged', 'fail'],
  ])('or, as an ancestor, %s of it: %s', async (comparison, verdict) => {
    const played = await play(withRefs({ 'heads/main': commit(NEWER) }, { comparison }), {
      'ref-policy': 'ancestor',
    });
    expect([played.verdict, played.evidence.ref]).toMatchObject([verdict, { comparison }]);
    expect(played.requests.some((request) => request.endsWith(`/compare/${NEWER}...${SHA}?per_page=1`))).toBe(
      true,
    );
  });

  it('is not in a branch with which it has nothing in common', async () => {
    const played = await play(withRefs({ 'heads/main': commit(NEWER) }), { 'ref-policy': 'ancestor' });
    expect([played.verdict, played.evidence.ref]).toMatchObject([
      'fail',
      { reason: 'not-ancestor', comparison: 'unrelated' },
    ]);
  });

  it('is in no branch that does not exist', async () => {
    const played = await play(withRefs({}));
    expect([played.verdict, played.evidence.ref]).toMatchObject(['fail', { reason: 'branch-missing' }]);
  });

  it('is asked of a branch with slashes, too', async () => {
    const branch = 'release/1.x';
    const played = await play(
      { runs: () => [aRun({ head_branch: branch })], refs: () => ({ [`heads/${branch}`]: commit(SHA) }) },
      { branch },
    );
    expect(played.verdict).toBe('pass');
  });
});

describe('G41: a tag', () => {
  const main = { 'heads/main': commit(SHA) };

  it('that is annotated is peeled to its commit, however often it is tagged', async () => {
    const refs = { ...main, 'tags/v1.2.3': { type: 'tag', sha: OUTER } };
    const tags = { [OUTER]: { type: 'tag', sha: TAG }, [TAG]: commit(SHA) };
    const played = await play(withRefs(refs, { tags }), { ref: 'refs/tags/v1.2.3' });
    expect([played.verdict, played.evidence.ref]).toMatchObject(['pass', { tag: 'v1.2.3', tagged: SHA }]);
  });

  it.each([
    ['leads elsewhere', { 'tags/v1': commit(NEWER) }, 'tag-moved'],
    ['is not there', {}, 'tag-missing'],
    ['leads to a tree', { 'tags/v1': { type: 'tree', sha: SHA } }, 'tag-missing'],
  ])('that %s is refused', async (_what, refs, reason) => {
    const played = await play(withRefs({ ...main, ...refs }), { ref: 'v1' });
    expect([played.verdict, played.evidence.ref]).toMatchObject(['fail', { reason }]);
  });

  it('in a ring of tags ends', async () => {
    const refs = { ...main, 'tags/v1': { type: 'tag', sha: TAG } };
    const played = await play(withRefs(refs, { tags: { [TAG]: { type: 'tag', sha: TAG } } }), { ref: 'v1' });
    expect(played.evidence.ref).toMatchObject({ reason: 'tag-missing' });
  });

  it('is checked under any policy, and a branch is no tag', async () => {
    const none = { 'ref-policy': 'none' };
    expect(
      (await play(withRefs({ ...main, 'tags/v1': commit(NEWER) }), { ...none, ref: 'v1' })).verdict,
    ).toBe('fail');
    const branch = await play(withRefs({}), { ...none, ref: 'refs/heads/topic' });
    expect([branch.verdict, branch.requests.some((request) => request.includes('topic'))]).toEqual([
      'pass',
      false,
    ]);
  });
});

it('no place passes a commit that its policy does not name', () => {
  const sha = fc.constantFrom(SHA, NEWER);
  const words = fc.constantFrom('identical', 'behind', 'ahead', 'diverged', 'unrelated', 'x', undefined);
  const facts = fc.record({
    tagged: fc.option(fc.oneof(sha, fc.constant('missing')), { nil: undefined }),
    head: fc.option(fc.oneof(sha, fc.constant('missing')), { nil: undefined }),
    comparison: words,
  });
  const policy = fc.constantFrom('head', 'ancestor', 'none');
  fc.assert(
    fc.property(facts, policy, (found, wanted) => {
      const place: Place = { repository: 'o/r', sha: SHA, tag: 'v1', branch: 'main', policy: wanted };
      const tagFits = found.tagged === undefined || found.tagged === SHA;
      const behind = found.comparison === 'behind' || found.comparison === 'identical';
      const stands = {
        head: found.head === SHA,
        ancestor: found.head === SHA || (found.head === NEWER && behind),
        none: true,
      };
      expect(judgePlace(place, found).verdict).toBe(tagFits && stands[wanted] ? 'pass' : 'fail');
    }),
    { seed: 7, numRuns: 500 },
  );
});
