import * as z from 'zod/mini';
import type { RepositoryAccess } from './access.ts';
import { idle } from './answer.ts';
import { ABSENT, type Look, mapLook, seen, settle } from './look.ts';
import { type Rule, type Ruleset, rulesetKey } from './seen.ts';
import { wholeList } from './whole-list.ts';

/** A ruleset as a list names it. */
export interface ListedRuleset {
  readonly id: number;
  readonly name: string;
  readonly target: string;
}

/** The list only says which rulesets there are; each is then read by its id. */
const listView = {
  answer: 'rulesets',
  schema: z.array(z.looseObject({ id: z.number(), name: z.string(), target: z.string() })),
  permission: 'Metadata: read',
};

const rule = z.strictObject({
  type: z.string(),
  parameters: z.optional(z.unknown()),
  ruleset_id: z.optional(z.number()),
  ...idle('ruleset_source_type', 'ruleset_source'),
});
const refs = z.optional(z.array(z.string()));

/** `bypass_actors` is shown only to who may edit the ruleset. */
const ruleset = z.strictObject({
  id: z.number(),
  name: z.string(),
  target: z.string(),
  enforcement: z.string(),
  conditions: z.nullish(
    z.strictObject({ ref_name: z.optional(z.strictObject({ include: refs, exclude: refs })) }),
  ),
  rules: z.array(rule),
  bypass_actors: z.optional(
    z.array(
      z.strictObject({
        actor_type: z.string(),
        actor_id: z.nullish(z.number()),
        bypass_mode: z.string(),
      }),
    ),
  ),
  ...idle(
    'source_type',
    'source',
    'current_user_can_bypass',
    'node_id',
    '_links',
    'created_at',
    'updated_at',
  ),
});
const rulesetView = { answer: 'ruleset', schema: ruleset, permission: 'Metadata: read' };

/** All rulesets that apply to the repository, those of its owner included. */
export async function listRulesets({
  client,
  looker,
  owner,
  repo,
}: RepositoryAccess): Promise<Look<readonly ListedRuleset[]>> {
  const params = { owner, repo, includes_parents: true };
  const ask = () =>
    wholeList(client, '/repos/{owner}/{repo}/rulesets', params, (page) => ({
      items: page,
      total: undefined,
    }));
  return settle(await looker.look(ask, listView), false);
}

/** Reads the rulesets of each name and target of `wanted`, each by its id: the list has no rules. */
export async function readRulesets(
  wanted: readonly { readonly name: string; readonly target: string }[],
  access: RepositoryAccess,
): Promise<ReadonlyMap<string, Look<readonly Ruleset[]>>> {
  const found = new Map<string, Look<readonly Ruleset[]>>();
  if (wanted.length === 0) return found;
  const list = await listRulesets(access);
  for (const key of new Set(wanted.map(rulesetKey))) {
    found.set(
      key,
      list.kind === 'seen'
        ? await readAll(
            list.value.filter((one) => rulesetKey(one) === key),
            access,
          )
        : list,
    );
  }
  return found;
}

async function readAll(
  list: readonly ListedRuleset[],
  access: RepositoryAccess,
): Promise<Look<readonly Ruleset[]>> {
  if (list.length === 0) return ABSENT;
  const all: Ruleset[] = [];
  for (const { id } of list) {
    const look = await readRuleset(id, access);
    if (look.kind !== 'seen') return look;
    all.push(look.value);
  }
  return seen(all);
}

/** Reads one ruleset, of the repository or of its owner. */
export async function readRuleset(
  id: number,
  { client, looker, owner, repo }: RepositoryAccess,
): Promise<Look<Ruleset>> {
  const path = '/repos/{owner}/{repo}/rulesets/{ruleset_id}';
  const params = { owner, repo, ruleset_id: id, includes_parents: true };
  const ask = () => client.get(path, params, { what: `ruleset ${id}` });
  const look = await looker.look(ask, rulesetView);
  return mapLook(settle(look, false), ({ conditions, rules, bypass_actors: actors, ...rest }) => ({
    id: rest.id,
    name: rest.name,
    target: rest.target,
    enforcement: rest.enforcement,
    include: conditions?.ref_name?.include,
    exclude: conditions?.ref_name?.exclude,
    rules: rules.map(ruleOf),
    bypass: actors?.map((actor) => `${actor.actor_type}:${actor.actor_id ?? null}:${actor.bypass_mode}`),
  }));
}

/** The rules in force for a branch. */
export const rulesView = { answer: 'branch rules', schema: z.array(rule), permission: 'Metadata: read' };

/** A rule as GitHub writes it. */
export function ruleOf({ type, parameters, ruleset_id }: z.output<typeof rule>): Rule {
  return { type, parameters, rulesetId: ruleset_id };
}
