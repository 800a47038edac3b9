import { expect, it } from 'vitest';
import { against, play } from './play.ts';

/** The audit of `expected` where GitHub says `subject`. */
const judge = (expected: string, subject: object) => play(`oidc-subject: ${expected}`, { subject });

const IDS = { use_immutable_subject: true, sub_claim_prefix: 'repo:octo@1/widgets@2' };

it('T9: the default subject differs where it holds ids, which nobody declared', async () => {
  const result = await judge('default', IDS);
  expect({ verdict: result.verdict, drift: result.drift }).toMatchObject({
    verdict: 'fail',
    drift: [{ id: 'actions/immutable-oidc-subject', verdict: 'fail', expected: 'false', found: 'true' }],
  });
  expect(result.finding('actions/oidc-subject')?.verdict).toBe('pass');
});

it('T9: claims differ where the subject holds ids, which nobody declared', async () => {
  const subject = { ...IDS, use_default: false, include_claim_keys: ['repo'] };
  expect(against(await judge('[repo]', subject))).toEqual(['fail actions/immutable-oidc-subject']);
});

it.each([
  ['{ claims: default, immutable: true }', IDS, []],
  ['{ claims: default, immutable: any }', IDS, []],
  ['{ claims: default, immutable: true }', {}, ['fail actions/immutable-oidc-subject']],
  ['{ claims: [repo], immutable: true }', IDS, ['fail actions/oidc-subject']],
])('%s beside %j', async (expected, subject, differs) => {
  expect(against(await judge(expected, subject))).toEqual(differs);
});

it('the prefix tells the format where the switch of the repository does not', async () => {
  const unset = { use_immutable_subject: undefined };
  expect(against(await judge('default', { ...IDS, ...unset }))).toEqual([
    'fail actions/immutable-oidc-subject',
  ]);
  expect((await judge('default', unset)).verdict).toBe('pass');
});

it.each([
  ['says neither', { use_immutable_subject: undefined, sub_claim_prefix: undefined }],
  ['has a prefix of its own', { use_immutable_subject: undefined, sub_claim_prefix: 'x:y' }],
  ['contradicts itself', { use_immutable_subject: false, sub_claim_prefix: IDS.sub_claim_prefix }],
])('an answer that %s leaves the format unknown', async (_, subject) => {
  expect(against(await judge('default', subject))).toEqual(['unknown actions/immutable-oidc-subject']);
});

it('names of claims are compared one by one', async () => {
  const subject = { use_default: false, include_claim_keys: ['repo, ref'] };
  expect(against(await judge('[repo, ref]', subject))).toEqual(['fail actions/oidc-subject']);
});
