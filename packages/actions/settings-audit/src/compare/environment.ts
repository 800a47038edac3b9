import { quote } from '@gatehouse/action-kit';
import type { ExpectedEnvironment } from '../expectation/expected.ts';
import type { Look } from '../settings/look.ts';
import type { Environment } from '../settings/seen.ts';
import { compareDeployFrom, compareRefs } from './deploy-from.ts';
import {
  anyCase,
  type Finding,
  fail,
  finding,
  type Judged,
  judgeExactly,
  judgeLook,
  judgeUnseen,
  judgeValue,
  listed,
  pass,
  type Subject,
  UNSTATED,
  valueText,
} from './finding.ts';
import { compareReviewers } from './reviewers.ts';

/** Compares an environment. What it lets in without being declared is compared as well. */
export function compareEnvironment(
  expected: ExpectedEnvironment,
  look: Look<Environment>,
  settingsPage: string,
): readonly Finding[] {
  const edit = look.kind === 'seen' ? `/${look.value.id}/edit` : '';
  const subject: Subject = {
    id: `environments/${expected.name}`,
    name: `environment ${quote(expected.name)}`,
    page: `${settingsPage}/environments${edit}`,
  };
  if (look.kind !== 'seen') {
    const todo =
      'Create it with the declared rules. A job that names a missing environment makes one without any.';
    const judged = judgeUnseen(look, fail('no such environment', todo));
    return [finding(subject, 'exists', 'an environment', judged)];
  }
  const found = look.value;
  return [
    finding(subject, 'exists', 'an environment', pass(quote(found.name))),
    ...compareReviewers(expected, found, subject),
    ...compareWaitTimer(expected, found, subject),
    ...compareAdminBypass(expected, found, subject),
    ...compareDeployFrom(expected.deployFrom, found.deployFrom, subject),
    ...compareRefs(expected, found.deployFrom, subject),
    ...compareNames(
      'apps',
      expected.apps,
      found.apps,
      subject,
      'An app decides on deployments beside the reviewers.',
    ),
    ...compareNames(
      'secrets',
      expected.secrets,
      found.secrets,
      subject,
      'A job of this environment reads its secrets; trusted publishing needs none.',
    ),
  ];
}

function compareWaitTimer(
  { waitTimer }: ExpectedEnvironment,
  { waitTimers }: Environment,
  subject: Subject,
): readonly Finding[] {
  if (waitTimer === undefined) return [];
  const minutes = (count: number) => `${count} ${count === 1 ? 'minute' : 'minutes'}`;
  // Without a rule, nothing waits.
  const found = waitTimers.length === 0 ? 0 : waitTimers[0];
  const judge = (): Judged => {
    if (waitTimers.length > 1) return fail(`${waitTimers.length} wait timers`, 'Leave one.');
    if (found === undefined) return UNSTATED;
    if (found === waitTimer) return pass(minutes(found));
    return fail(minutes(found), `Set the wait timer to ${minutes(waitTimer)}.`);
  };
  return [finding(subject, 'wait-timer', minutes(waitTimer), judge())];
}

function compareAdminBypass(
  { adminBypass }: ExpectedEnvironment,
  { adminsBypass }: Environment,
  subject: Subject,
): readonly Finding[] {
  if (adminBypass === 'any') return [];
  const todo = adminBypass
    ? 'Tick "Allow administrators to bypass configured protection rules", or declare that they may not.'
    : 'Untick "Allow administrators to bypass configured protection rules", which GitHub ticks by default.';
  return [
    finding(subject, 'admin-bypass', valueText(adminBypass), judgeValue(adminBypass, adminsBypass, todo)),
  ];
}

function compareNames(
  word: string,
  expected: readonly string[] | 'any',
  look: Look<readonly string[]>,
  subject: Subject,
  todo: string,
): readonly Finding[] {
  if (expected === 'any') return [];
  const judged = judgeLook(
    look,
    (found) => judgeExactly(expected, found, { todo, fold: anyCase }),
    fail('none', todo),
  );
  return [finding(subject, word, listed(expected), judged)];
}
