import { quote } from '@gatehouse/action-kit';
import type { ExpectedRuleset } from '../expectation/expected.ts';
import type { Look } from '../settings/look.ts';
import type { Ruleset } from '../settings/seen.ts';
import {
  type Finding,
  fail,
  finding,
  type Judged,
  judgeExactly,
  judgeLook,
  judgeValue,
  listed,
  pass,
  type Subject,
  UNSTATED,
  valueText,
} from './finding.ts';
import { compareRules, judgeBypass } from './rules.ts';

/** Compares a ruleset. Its enforcement, its exclusions and its bypass actors are compared also undeclared. */
export function compareRuleset(
  expected: ExpectedRuleset,
  look: Look<readonly Ruleset[]>,
  settingsPage: string,
): readonly Finding[] {
  const subject: Subject = {
    id: `rulesets/${expected.target}/${expected.name}`,
    name: `${expected.target} ruleset ${quote(expected.name)}`,
    page: `${settingsPage}/rules`,
  };
  const found = look.kind === 'seen' && look.value.length === 1 ? look.value[0] : undefined;
  if (found === undefined) {
    const what = expected.target === 'push' ? 'pushes' : `${expected.target} names`;
    const judged = judgeLook(
      look,
      (list) => fail(`${list.length} rulesets of this name`, 'Give each its own name.'),
      fail('no such ruleset', `Create a ruleset for ${what} of this name.`),
    );
    return [finding(subject, 'exists', 'a ruleset', judged)];
  }
  const { target, include, exclude, enforcement, bypass } = expected;
  const checks = [
    finding(subject, 'exists', 'a ruleset', pass(quote(found.name))),
    finding(
      subject,
      'enforcement',
      valueText(enforcement),
      judgeValue(
        enforcement,
        found.enforcement,
        `Set its enforcement to ${enforcement}; only an active ruleset holds anybody back.`,
      ),
    ),
    finding(
      subject,
      'exclude',
      listed(exclude),
      judgePatterns(exclude, found.exclude, { target, todo: 'Its rules do not bind what it excludes.' }),
    ),
    ...compareRules(expected.rules, found.rules, subject),
  ];
  if (include !== 'any') {
    const judged = judgePatterns(include, found.include, { target, todo: 'Its rules bind nothing else.' });
    checks.push(finding(subject, 'include', listed(include), judged));
  }
  if (bypass !== 'any')
    checks.push(finding(subject, 'bypass', listed(bypass), judgeBypass(bypass, found.bypass)));
  return checks;
}

/** A ruleset for branches or tags that shows no conditions does not say which refs it binds. */
function judgePatterns(
  expected: readonly string[],
  found: readonly string[] | undefined,
  { target, todo }: { readonly target: string; readonly todo: string },
): Judged {
  const bindsRefs = target === 'branch' || target === 'tag';
  return found === undefined && bindsRefs ? UNSTATED : judgeExactly(expected, found ?? [], { todo });
}
