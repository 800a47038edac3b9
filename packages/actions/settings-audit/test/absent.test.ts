import { expect, it } from 'vitest';
import { EXPECTED, isBug, type Place, placesOf, WORLD, without } from './places.ts';
import { play } from './play.ts';

const REPOSITORY = '/repos/octo/widgets';

/** Fields whose value says nothing about a declared setting. */
const IDLE = /(^|\.)(id|node_id|source|created_at|updated_at|integration_url|url|total_count)$/;

/** Each of the first two says the same as the other; the others belong to what is read by its id, or not at all. */
const ENOUGH_WITHOUT = [
  '/actions/oidc/customization/sub sub_claim_prefix',
  '/actions/oidc/customization/sub use_immutable_subject',
  '/environments/crates-io protection_rules.0.reviewers.1.reviewer.name',
  '/rulesets 0.enforcement',
];

const playWithout = (place: Place) =>
  play(
    EXPECTED,
    WORLD,
    {},
    {
      rewrite: (path, body) =>
        path === place.path ? JSON.stringify(without(JSON.parse(body), place.way)) : body,
    },
  );

it('a field that is missing in an answer is never taken for a safe value', async () => {
  const fields = (await placesOf()).filter(
    ({ way }) => typeof way.at(-1) === 'string' && !IDLE.test(way.join('.')),
  );
  const passed: string[] = [];
  for (const place of fields) {
    const { verdict, error } = await playWithout(place);
    if (verdict === 'pass' || isBug(error)) {
      passed.push(`${place.path.replace(REPOSITORY, '')} ${place.way.join('.')}`);
    }
  }
  expect({ many: fields.length > 60, passed: passed.sort() }).toEqual({ many: true, passed: ENOUGH_WITHOUT });
});
