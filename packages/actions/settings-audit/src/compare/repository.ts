import type { Expected } from '../expectation/expected.ts';
import type { Settings } from '../settings/seen.ts';
import { compareActions } from './actions.ts';
import {
  type Finding,
  fail,
  finding,
  type Judged,
  judgeLook,
  pass,
  type Subject,
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
