import { quote } from '@gatehouse/action-kit';
import type { ExpectedRule } from '../expectation/expected.ts';
import type { Rule } from '../settings/seen.ts';
import {
  type Finding,
  fail,
  finding,
  type Judged,
  judgeExactly,
  listed,
  pass,
  type Subject,
  unknown,
} from './finding.ts';

/** Compares rules: each declared one must be there, with the parameters that are declared. */
export function compareRules(
  expected: readonly ExpectedRule[],
  found: readonly Rule[],
  subject: Subject,
): readonly Finding[] {
  return expected.map(({ type, parameters }) => {
    const words = Object.entries(parameters).map(([name, value]) => `${name}: ${canonical(value)}`);
    const wanted = words.length === 0 ? 'in force' : `in force with ${listed(words)}`;
    return finding(subject, `rules/${type}`, wanted, judgeRule(type, parameters, found));
  });
}

function judgeRule(
  type: string,
  parameters: Readonly<Record<string, unknown>>,
  found: readonly Rule[],
): Judged {
  const rules = found.filter((rule) => rule.type === type);
  if (rules.length === 0) return fail('no such rule', `Add the rule ${type}.`);
  // Rules of several rulesets hold together, so one of them is enough.
  const differing = rules.map((rule) => differences(parameters, rule.parameters));
  if (differing.some((list) => list.length === 0)) return pass('in force');
  const said = [...new Set(differing.flat())].sort();
  return fail(`in force with ${said.join(', ')}`, `Set the parameters of the rule ${type} as declared.`);
}

function differences(expected: Readonly<Record<string, unknown>>, found: unknown): readonly string[] {
  const values = new Map(Object.entries(Object(found)));
  return Object.entries(expected)
    .filter(([name, value]) => !values.has(name) || !matches(value, values.get(name)))
    .map(([name]) => quote(`${name}: ${values.has(name) ? canonical(values.get(name)) : 'not set'}`));
}

/** Whether what is declared is in what was found: fields of a mapping may be left out, items of a list not. */
function matches(expected: unknown, found: unknown): boolean {
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return false;
    const rest = [...found];
    return expected.every((item) => {
      const at = rest.findIndex((candidate) => matches(item, candidate));
      if (at >= 0) rest.splice(at, 1);
      return at >= 0;
    });
  }
  if (expected !== null && typeof expected === 'object') {
    const values = new Map(found !== null && typeof found === 'object' ? Object.entries(found) : []);
    return Object.entries(expected).every(
      ([name, value]) => values.has(name) && matches(value, values.get(name)),
    );
  }
  // A file's scalars are text: 2 and "2" are the same.
  return found === null || typeof found !== 'object' ? String(expected) === String(found) : false;
}

/** JSON whose order does not depend on that of the server. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join(', ')}]`;
  if (value === null || typeof value !== 'object') return String(value);
  const fields = Object.entries(value).map(([name, inner]) => `${name}: ${canonical(inner)}`);
  return `{${fields.sort().join(', ')}}`;
}

/** Compares who may bypass a ruleset; `undefined` is what GitHub does not show. */
export function judgeBypass(expected: readonly string[], found: readonly string[] | undefined): Judged {
  if (found === undefined) {
    return unknown(
      'not to be seen: GitHub shows bypass actors only to who may edit the ruleset',
      'Hand over a token with "Administration: write", look it up on the page, or declare "bypass: any".',
    );
  }
  return judgeExactly(expected, found, {
    todo: 'Whoever bypasses a ruleset is not bound by any of its rules.',
  });
}
