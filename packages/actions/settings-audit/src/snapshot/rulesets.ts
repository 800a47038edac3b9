import type { Rule, Ruleset, Settings } from '../settings/seen.ts';

/** Rulesets as an expectation file declares them, and why others are not declared. */
export interface WrittenRulesets {
  /** By their names. */
  readonly declared: ReadonlyMap<string, object>;
  readonly left: readonly string[];
}

/** Writes down the rulesets that were seen, but for those that no expectation file can declare. */
export function writeRulesets(rulesets: Settings['rulesets']): WrittenRulesets {
  const declared = new Map<string, object>();
  const left: string[] = [];
  for (const [key, look] of rulesets) {
    const [found, second] = look.kind === 'seen' ? look.value : [];
    if (found === undefined) continue;
    const why = second !== undefined || declared.has(found.name) ? 'another one has its name' : idle(found);
    if (why === undefined) declared.set(found.name, rulesetOf(found));
    else left.push(`ruleset ${key}: ${why}`);
  }
  return { declared, left };
}

/** Why a ruleset binds nothing; `undefined` of one that does. */
function idle(found: Ruleset): string | undefined {
  if (found.rules.length === 0) return 'it has no rules, so it binds nobody';
  return bindsRefs(found) && (found.include ?? []).length === 0
    ? 'it includes no refs, so it binds none'
    : undefined;
}

const bindsRefs = ({ target }: Ruleset): boolean => target === 'branch' || target === 'tag';

function rulesetOf(found: Ruleset): object {
  const { target, enforcement, include, exclude, rules, bypass } = found;
  return {
    target,
    enforcement,
    include: bindsRefs(found) ? include : 'any',
    exclude: exclude ?? [],
    rules: rulesOf(rules),
    bypass: bypass ?? 'any',
  };
}

/** Each kind of rule once: those of several rulesets hold together. */
export function rulesOf(rules: readonly Rule[]): readonly unknown[] {
  const first = new Map(rules.toReversed().map((rule) => [rule.type, rule.parameters]));
  return [...first].map(([type, parameters]) =>
    parameters !== null && typeof parameters === 'object' ? { [type]: parameters } : type,
  );
}
