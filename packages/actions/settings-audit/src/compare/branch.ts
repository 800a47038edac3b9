import { quote } from '@gatehouse/action-kit';
import type { ExpectedBranch, ExpectedProtection } from '../expectation/expected.ts';
import type { Look } from '../settings/look.ts';
import type { Approvals, BranchSettings, Protection, Rule, Ruleset } from '../settings/seen.ts';
import {
  anyCase,
  type Finding,
  fail,
  finding,
  type Judged,
  judgeExactly,
  judgeUnseen,
  judgeValue,
  listed,
  type Subject,
  unknown,
  valueText,
} from './finding.ts';
import { compareRules, judgeBypass } from './rules.ts';
import { checkText, judgeStatusChecks } from './status-checks.ts';

/** Compares the rules in force for a branch, who may bypass them, and its classic protection. */
export function compareBranch(
  expected: ExpectedBranch,
  found: BranchSettings,
  settingsPage: string,
): readonly Finding[] {
  const id = `branches/${expected.name}`;
  const name = `branch ${quote(expected.name)}`;
  return [
    ...compareBranchRules(expected, found, { id, name, page: `${settingsPage}/rules` }),
    ...(expected.protection === undefined
      ? []
      : compareProtection(expected.protection, found.protection, {
          id: `${id}/protection`,
          name: `${name}, protection`,
          page: `${settingsPage}/branches`,
        })),
  ];
}

function compareBranchRules(
  { rules, bypass }: ExpectedBranch,
  found: BranchSettings,
  subject: Subject,
): readonly Finding[] {
  if (rules.length === 0) return [];
  if (found.rules.kind !== 'seen') {
    const judged = judgeUnseen(found.rules, fail('no rules', 'Add a ruleset.'));
    return [finding(subject, 'rules', listed(rules.map(({ type }) => type)), judged)];
  }
  const inForce = found.rules.value;
  const behind = inForce.filter(({ type }) => rules.some((rule) => rule.type === type));
  return [
    ...compareRules(rules, inForce, subject),
    ...(bypass === 'any' || behind.length === 0
      ? []
      : [finding(subject, 'bypass', listed(bypass), judgeBypassBehind(bypass, behind, found.rulesets))]),
  ];
}

/** Judges who may bypass any of the rulesets that the rules are of. */
function judgeBypassBehind(
  expected: readonly string[],
  rules: readonly Rule[],
  rulesets: ReadonlyMap<number, Look<Ruleset>>,
): Judged {
  const actors = new Set<string>();
  for (const rulesetId of [...new Set(rules.map((rule) => rule.rulesetId ?? 0))].sort((a, b) => a - b)) {
    const look = rulesets.get(rulesetId);
    if (look === undefined) return judgeBypass(expected, undefined);
    if (look.kind !== 'seen') return judgeUnseen(look, GONE);
    if (look.value.bypass === undefined) return judgeBypass(expected, undefined);
    for (const actor of look.value.bypass) actors.add(actor);
  }
  return judgeBypass(expected, [...actors]);
}

const GONE = unknown('a ruleset that is not there any more', 'Run the audit again.');

const TODO: Readonly<Record<string, string>> = {
  'enforce-admins': 'Administrators are not bound by the protection.',
  'allow-force-pushes': 'A release tag could be left on commits that are no longer in the branch.',
};

function compareProtection(
  { switches, bypassPullRequest, approvals, statusChecks }: ExpectedProtection,
  look: Look<Protection>,
  subject: Subject,
): readonly Finding[] {
  if (look.kind !== 'seen') {
    const todo = 'Protect the branch, or declare the rules of a ruleset in its place.';
    const judged = judgeUnseen(look, fail('no classic protection', todo));
    return [finding(subject, 'exists', 'classic protection', judged)];
  }
  const found = look.value;
  const todo = (word: string, value: boolean) =>
    [`Turn it ${value ? 'on' : 'off'}.`, TODO[word]].filter(Boolean).join(' ');
  const checks = [...switches].map(([word, value]) =>
    finding(subject, word, valueText(value), judgeValue(value, found.switches.get(word), todo(word, value))),
  );
  if (approvals !== undefined) {
    const judged = judgeApprovals(approvals, found.approvals);
    checks.push(finding(subject, 'required-approvals', valueText(approvals), judged));
  }
  if (statusChecks !== undefined) {
    const judged = judgeStatusChecks(statusChecks, found.statusChecks);
    checks.push(finding(subject, 'required-status-checks', listed(statusChecks.map(checkText)), judged));
  }
  if (bypassPullRequest !== 'any') {
    const judged = judgeExactly(bypassPullRequest, found.bypassPullRequest, {
      todo: 'They may push without a pull request.',
      fold: anyCase,
    });
    checks.push(finding(subject, 'bypass-pull-request', listed(bypassPullRequest), judged));
  }
  return checks;
}

function judgeApprovals(expected: number, found: Approvals): Judged {
  const todo = `Require ${expected}.`;
  switch (found.kind) {
    case 'no-pull-request-required':
      return fail('no pull request required', todo);
    case 'required':
      return judgeValue(expected, found.count, todo);
    case 'unstated':
      return judgeValue(expected, undefined, todo);
    default:
      return found satisfies never;
  }
}
