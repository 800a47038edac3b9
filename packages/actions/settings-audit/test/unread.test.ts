import { expect, it } from 'vitest';
import { anEnvironment, reviewerRule, waitTimer } from './github.ts';
import { EXPECTED, type Place, placesOf, playWith, WORLD } from './places.ts';
import { play } from './play.ts';

const SUBJECT = '/repos/octo/widgets/actions/oidc/customization/sub';

/** The audit where an object of an answer has one more field. */
const playWithField = (place: Place, given: Readonly<Record<string, string>> = {}) =>
  playWith(place, { ...(place.value as object), new_field: true }, given);

it('T9: what an answer holds and the audit does not read is reported', async () => {
  const place = { path: SUBJECT, way: [], value: { use_default: false, include_claim_keys: ['repo'] } };
  const { outputs, log, summary } = await playWith(place, {
    ...place.value,
    use_immutable_subject: false,
    'use_\n::error::x': 1,
  });
  const unread = expect.arrayContaining([{ answer: 'OIDC subject', fields: ['use_\n::error::x'] }]);
  expect({ verdict: outputs.verdict, evidence: outputs.evidence }).toMatchObject({
    verdict: 'pass',
    evidence: { unread },
  });
  expect(log).toContain(
    'notice: Not compared: GitHub\'s answer about OIDC subject has fields that this version does not know: "use_\\n::error::x".',
  );
  expect(summary).toContain('### Not compared');
});

it('nothing is unread in the answers as they are', async () => {
  const { outputs, log } = await play(EXPECTED, WORLD);
  expect({
    evidence: outputs.evidence,
    notices: log.filter((line) => line.startsWith('notice')),
  }).toMatchObject({
    evidence: { unread: [] },
    notices: [],
  });
});

/**
 * Things that are read by their id or name, people, teams and apps, of which only the name counts, and the
 * pages around lists.
 */
const BY_NAME =
  /\/(environments|rulesets|contents\/.*|secrets) (.*\.)?\d+$|reviewer$|allowances\.(users|teams|apps)\.\d+$|parameters$|\/(deployment-branch-policies|deployment_protection_rules|secrets) $/;

it('a new field in any object of any answer is reported', async () => {
  const objects = (await placesOf()).filter(
    ({ path, way, value }) =>
      value !== null &&
      typeof value === 'object' &&
      !Array.isArray(value) &&
      !BY_NAME.test(`${path} ${way.join('.')}`),
  );
  const silent: string[] = [];
  for (const place of objects) {
    const { outputs } = await playWithField(place);
    if (!JSON.stringify(outputs.evidence).includes('new_field')) {
      silent.push(`${place.path} ${place.way.join('.')}`);
    }
  }
  expect({ many: objects.length > 20, silent }).toEqual({ many: true, silent: [] });
});

it('a snapshot names what it did not read', async () => {
  const place = { path: SUBJECT, way: [], value: { use_default: true } };
  const { outputs } = await playWithField(place, { snapshot: 'true' });
  expect(outputs.current).toContain('# Not read of OIDC subject: "new_field"\n');
});

it('a kind of protection rule that is not known is reported', async () => {
  const rules = [reviewerRule(), waitTimer(30), { id: 9, node_id: '', type: 'moon_phase' }];
  const environments = [anEnvironment({ protection_rules: rules })];
  const expected = 'environments: { crates-io: { deploy-from: { tags: ["v[0-9]*.[0-9]*.[0-9]*"] } } }';
  const { outputs } = await play(expected, { environments });
  expect(outputs.evidence).toMatchObject({
    verdict: 'pass',
    unread: [{ answer: 'environment', fields: ['protection_rules[].type: moon_phase'] }],
  });
});
