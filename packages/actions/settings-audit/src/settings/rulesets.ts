import * as z from 'zod/mini';
import { ABSENT, type Look, mapLook, seen, settle } from './look.ts';
import type { Rim } from './rim.ts';
import { type Rule, type Ruleset, rulesetKey } from './seen.ts';

/** A ruleset as a list names it. */
export interface ListedRuleset {
  readonly id: number;
  readonly name: string;
  readonly target: string;
}

const listed = z.array(
  z.looseObject({ id: z.number(), name: z.string(), target: z._default(z.string(), 'branch') }),
);

const rule = z.looseObject({
  type: z.string(),
  parameters: z.optional(z.unknown()),
  ruleset_id: z.optional(z.number()),
});
const refs = z.optional(z.array(z.string()));

/** `bypass_actors` is shown only to who may edit the ruleset. */
const ruleset = z.looseObject({
  id: z.number(),
  name: z.string(),
  target: z._default(z.string(), 'branch'),
  enforcement: z.string(),
  conditions: z.nullish(
    z.looseObject({ ref_name: z.optional(z.looseObject({ include: refs, exclude: refs })) }),
  ),
  rules: z._default(z.array(rule), []),
  bypass_actors: z.optional(
    z.array(
      z.looseObject({
        actor_type: z.string(),
        actor_id: z.nullish(z.number()),
        bypass_mode: z._default(z.string(), 'always'),
      }),
    ),
  ),
});

/** All rulesets that apply to the repository, those of its owner included. */
export async function listRulesets({
  client,
  looker,
  owner,
  repo,
}: Rim): Promise<Look<readonly ListedRuleset[]>> {
  const ask = async () => {
    const path = '/repos/{owner}/{repo}/rulesets';
    const { items, complete } = await client.list(
      path,
      { owner, repo, includes_parents: true },
      (page) => page,
    );
    return complete ? items : undefined;
  };
  return settle(await looker.look(ask, listed, 'Metadata: read'), false);
}

/** Reads the rulesets of each name and target of `wanted`, each by its id: the list has no rules. */
export async function readRulesets(
  wanted: readonly { readonly name: string; readonly target: string }[],
  rim: Rim,
): Promise<ReadonlyMap<string, Look<readonly Ruleset[]>>> {
  const found = new Map<string, Look<readonly Ruleset[]>>();
  if (wanted.length === 0) return found;
  const list = await listRulesets(rim);
  for (const key of new Set(wanted.map(rulesetKey))) {
    found.set(
      key,
      list.kind === 'seen'
        ? await readAll(
            list.value.filter((one) => rulesetKey(one) === key),
            rim,
          )
        : list,
    );
  }
  return found;
}

async function readAll(list: readonly ListedRuleset[], rim: Rim): Promise<Look<readonly Ruleset[]>> {
  if (list.length === 0) return ABSENT;
  const all: Ruleset[] = [];
  for (const { id } of list) {
    const look = await readRuleset(id, rim);
    if (look.kind !== 'seen') return look;
    all.push(look.value);
  }
  return seen(all);
}

/** Reads one ruleset, of the repository or of its owner. */
export async function readRuleset(id: number, { client, looker, owner, repo }: Rim): Promise<Look<Ruleset>> {
  const path = '/repos/{owner}/{repo}/rulesets/{ruleset_id}';
  const params = { owner, repo, ruleset_id: id, includes_parents: true };
  const look = await looker.look(
    () => client.get(path, params, { what: `ruleset ${id}` }),
    ruleset,
    'Metadata: read',
  );
  return mapLook(settle(look, false), ({ conditions, rules, bypass_actors: actors, ...rest }) => ({
    id: rest.id,
    name: rest.name,
    target: rest.target,
    enforcement: rest.enforcement,
    include: conditions?.ref_name?.include ?? [],
    exclude: conditions?.ref_name?.exclude ?? [],
    rules: rules.map(ruleOf),
    bypass: actors?.map((actor) => `${actor.actor_type}:${actor.actor_id ?? null}:${actor.bypass_mode}`),
  }));
}

/** The rules of an answer that lists them. */
export const rulesSchema = z.array(rule);

/** A rule as GitHub writes it. */
export function ruleOf({ type, parameters, ruleset_id }: z.output<typeof rule>): Rule {
  return { type, parameters, rulesetId: ruleset_id };
}
