import { describe, expect, it } from 'vitest';
import { aRun, NEWER, REPOSITORY, SHA, type World } from './github.ts';
import { play } from './play.ts';

const commit = (sha: string) => ({ type: 'commit', sha });
const main = { 'heads/main': commit(SHA) };
const both = { ...main, 'tags/main': commit(SHA) };
const withRefs = (
  refs: NonNullable<ReturnType<NonNullable<World['refs']>>>,
  more: Parameters<typeof aRun>[0] = {},
): World => ({
  runs: () => [aRun(more)],
  refs: () => refs,
});
const tagReads = ({ requests }: { readonly requests: readonly string[] }) =>
  requests.filter((request) => request.includes('/git/ref/tags/'));

describe('G23: a tag called like the branch', () => {
  it.each(['head', 'ancestor', 'none'])('closes the gate under the policy %s', async (policy) => {
    const played = await play(withRefs(both), { 'ref-policy': policy });
    expect([played.verdict, played.evidence.ref]).toMatchObject([
      'fail',
      { verdict: 'fail', reason: 'tag-named-like-branch' },
    ]);
    expect(played.message).toBe(
      'the tag main and the branch main have one name, so their runs cannot be told apart; rename or delete the tag',
    );
  });

  it('closes it wherever the tag stands', async () => {
    expect((await play(withRefs({ ...main, 'tags/main': commit(NEWER) }))).verdict).toBe('fail');
  });

  it('closes it when the release itself is of that tag', async () => {
    expect((await play(withRefs(both), { ref: 'refs/tags/main' })).verdict).toBe('fail');
  });

  it('is looked for under the branch of each workflow', async () => {
    const workflows = '- ci.yml\n- {file: docs.yml, branch: pages}';
    const world: World = {
      runs: () => [aRun(), aRun({ id: 2, file: 'docs.yml', head_branch: 'pages' })],
      refs: () => ({ ...main, 'heads/pages': commit(SHA), 'tags/pages': commit(SHA) }),
    };
    const played = await play(world, { workflows });
    expect([played.verdict, played.message]).toEqual([
      'fail',
      expect.stringContaining('the tag pages and the branch pages have one name'),
    ]);
  });

  it.each(['push', 'workflow_dispatch', 'release', 'an_event_to_come'])(
    'is looked for behind a run of %s',
    async (event) => {
      expect((await play(withRefs(both, { event }), { events: event })).verdict).toBe('fail');
    },
  );

  it.each([
    ['merge_group', 'gh-readonly-queue/main/pr-7-0123'],
    ['schedule', 'main'],
  ])('cannot be behind a run of %s, so it is not looked for', async (event, head_branch) => {
    const played = await play(withRefs(both, { event, head_branch }), { events: event });
    expect([played.verdict, tagReads(played)]).toEqual(['pass', []]);
  });

  it('is looked for once, when nothing else stands against a pass', async () => {
    const workflows = '- ci.yml\n- fuzz.yml';
    const waited = await play(
      {
        runs: (now) => [
          aRun(),
          aRun({ id: 2, file: 'fuzz.yml', ...(now < 60_000 && { status: 'queued', conclusion: null }) }),
        ],
      },
      { workflows, wait: 'true' },
    );
    expect([waited.verdict, tagReads(waited)]).toEqual([
      'pass',
      [`GET /repos/${REPOSITORY}/git/ref/tags/main`],
    ]);
    expect(tagReads(await play(withRefs(both, { conclusion: 'failure' })))).toEqual([]);
  });

  it('is what was asked for where there is no such branch', async () => {
    const refs = { ...main, 'tags/v1': commit(SHA) };
    const played = await play(withRefs(refs, { head_branch: 'v1' }), {
      workflows: '- {file: ci.yml, branch: v1}',
      ref: 'v1',
    });
    expect(played.verdict).toBe('pass');
  });
});
