import type { Verdict } from '@gatehouse/action-kit';
import type { Expected } from '../expectation/expected.ts';
import { NOT_ASKED } from '../settings/look.ts';
import { rulesetKey, type Settings } from '../settings/seen.ts';
import { compareBranch } from './branch.ts';
import { compareEnvironment } from './environment.ts';
import type { Finding } from './finding.ts';
import { compareRepository } from './repository.ts';
import { compareRuleset } from './ruleset.ts';
import { compareWorkflow, environmentsByWorkflow } from './workflow.ts';

/**
 * Compares the settings with what is declared, in the order of the ids. `repositoryPage` is the address of
 * the repository, under which its pages of settings are.
 */
export function compare(expected: Expected, found: Settings, repositoryPage: string): readonly Finding[] {
  const settingsPage = `${repositoryPage}/settings`;
  const findings = [
    ...expected.environments.flatMap((one) =>
      compareEnvironment(one, found.environments.get(one.name) ?? NOT_ASKED, settingsPage),
    ),
    ...expected.rulesets.flatMap((one) =>
      compareRuleset(one, found.rulesets.get(rulesetKey(one)) ?? NOT_ASKED, settingsPage),
    ),
    ...expected.branches.flatMap((one) =>
      compareBranch(one, found.branches.get(one.name) ?? NO_LOOK, settingsPage),
    ),
    ...compareRepository(expected, found, settingsPage),
    ...[...environmentsByWorkflow(expected)].flatMap(([file, environments]) =>
      compareWorkflow(file, environments, found.workflows.get(file) ?? NOT_ASKED, repositoryPage),
    ),
  ];
  // By code units: the same anywhere.
  return findings.sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}

const NO_LOOK = { rules: NOT_ASKED, rulesets: new Map(), protection: NOT_ASKED };

/** The verdict on all findings: a pass only where each is one. None at all prove nothing. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some(({ verdict }) => verdict === 'fail')) return 'fail';
  return findings.length > 0 && findings.every(({ verdict }) => verdict === 'pass') ? 'pass' : 'unknown';
}
