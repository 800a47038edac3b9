import type { Expected, ExpectedActions } from '../expectation/expected.ts';
import type { Look } from '../settings/look.ts';
import type { Settings } from '../settings/seen.ts';
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
import { compareOidcSubject } from './oidc-subject.ts';

/** Compares what is set once for the whole repository. */
export function compareRepository(
  expected: Expected,
  found: Settings,
  settingsPage: string,
): readonly Finding[] {
  const { immutableReleases, actions, oidcSubject } = expected;
  const general: Subject = { id: 'repository', name: 'repository', page: settingsPage };
  const actionsPage: Subject = { id: 'actions', name: 'actions', page: `${settingsPage}/actions` };
  return [
    ...(immutableReleases === undefined
      ? []
      : [
          finding(
            general,
            'immutable-releases',
            valueText(immutableReleases),
            judgeImmutable(immutableReleases, found),
          ),
        ]),
    ...(actions === undefined ? [] : compareActions(actions, found, actionsPage)),
    ...(oidcSubject === undefined ? [] : compareOidcSubject(oidcSubject, found.oidcSubject, actionsPage)),
  ];
}

const NOTHING = fail('not set', 'Set it as declared.');

function judgeImmutable(expected: boolean, { immutableReleases }: Settings): Judged {
  const todo = expected
    ? 'Tick "Enable release immutability"; until then the tag and the assets of a release can be exchanged.'
    : 'Untick "Enable release immutability", or declare it.';
  return judgeLook(
    immutableReleases,
    ({ enabled, enforcedByOwner }) =>
      enabled === expected
        ? pass(enforcedByOwner ? `${enabled}, enforced by the owner` : valueText(enabled))
        : fail(valueText(enabled), todo),
    NOTHING,
  );
}

function compareActions(expected: ExpectedActions, found: Settings, subject: Subject): readonly Finding[] {
  const checks: Finding[] = [];
  const check = <Value extends string | number | boolean, Seen>(
    word: string,
    value: Value | undefined,
    look: Look<Seen>,
    take: (seen: Seen) => Value | undefined,
    todo: string,
  ) => {
    if (value === undefined) return;
    const judged = judgeLook(look, (seen) => judgeValue(value, take(seen), todo), NOTHING);
    checks.push(finding(subject, word, valueText(value), judged));
  };
  const { workflowPermissions, actions, selectedActions } = found;
  check(
    'default-workflow-permissions',
    expected.defaultPermissions,
    workflowPermissions,
    (seen) => asWord(seen.defaultPermissions),
    `Set "Workflow permissions" to ${expected.defaultPermissions}: what a workflow does not say is what they give.`,
  );
  check(
    'approve-pull-requests',
    expected.approvePullRequests,
    workflowPermissions,
    (seen) => seen.approvePullRequests,
    `Turn "Allow GitHub Actions to create and approve pull requests" ${expected.approvePullRequests ? 'on' : 'off'}.`,
  );
  check(
    'allowed',
    expected.allowed,
    actions,
    (seen) => asWord(seen.enabled ? seen.allowed : 'disabled'),
    'Set which actions may run as declared.',
  );
  check(
    'sha-pinning-required',
    expected.shaPinning,
    actions,
    (seen) => seen.shaPinning,
    `Turn "Require actions to be pinned to a full-length commit SHA" ${expected.shaPinning ? 'on' : 'off'}.`,
  );
  check(
    'github-owned',
    expected.githubOwned,
    selectedActions,
    (seen) => seen.githubOwned,
    'Set "Allow actions created by GitHub" as declared.',
  );
  check(
    'verified',
    expected.verified,
    selectedActions,
    (seen) => seen.verified,
    'Set "Allow actions by Marketplace verified creators" as declared.',
  );
  if (expected.patterns !== undefined) {
    const { patterns } = expected;
    const judged = judgeLook(selectedActions, (seen) => judgePatterns(patterns, seen.patterns), NOTHING);
    checks.push(finding(subject, 'patterns', listed(patterns), judged));
  }
  return checks;
}

/** A word of GitHub's may be one that no file can declare; then it differs, as it should. */
const asWord = <Word extends string>(text: string | undefined) => text as Word | undefined;

function judgePatterns(expected: readonly string[], found: readonly string[] | undefined): Judged {
  return found === undefined ? UNSTATED : judgeExactly(expected, found, { todo: '' });
}
