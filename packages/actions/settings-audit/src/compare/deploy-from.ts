import { quote } from '@gatehouse/action-kit';
import type { ExpectedDeployFrom, ExpectedEnvironment } from '../expectation/expected.ts';
import { fits } from '../pattern.ts';
import type { DeployFrom, DeploymentPolicy } from '../settings/seen.ts';
import {
  type Finding,
  fail,
  finding,
  type Judged,
  judgeExactly,
  judgeLook,
  listed,
  pass,
  type Subject,
  unknown,
} from './finding.ts';

const WORDS = { any: 'any branch or tag', 'protected-branches': 'protected branches only' } as const;

/** Compares from where an environment may be deployed to: exactly the policies that are declared. */
export function compareDeployFrom(
  expected: ExpectedDeployFrom,
  found: DeployFrom,
  subject: Subject,
): readonly Finding[] {
  const wanted =
    expected.kind === 'selected' ? listed(policiesOf(expected).map(shown)) : WORDS[expected.kind];
  return [finding(subject, 'deploy-from', wanted, judge(expected, found))];
}

function judge(expected: ExpectedDeployFrom, found: DeployFrom): Judged {
  if (expected.kind !== 'selected') {
    if (found.kind === expected.kind) return pass(WORDS[expected.kind]);
    const is = found.kind === 'selected' ? 'selected branches and tags' : WORDS[found.kind];
    return fail(is, `Set "Deployment branches and tags" to ${WORDS[expected.kind]}.`);
  }
  switch (found.kind) {
    case 'any':
      return fail(
        WORDS.any,
        `Set "Deployment branches and tags" to selected ones, with ${listed(policiesOf(expected).map(shown))}; now a run of any branch may deploy.`,
      );
    case 'protected-branches':
      return fail(
        WORDS['protected-branches'],
        `Set "Deployment branches and tags" to selected ones, with ${listed(policiesOf(expected).map(shown))}.${deadlock(expected, [])}`,
      );
    case 'selected':
      return judgeLook(
        found.policies,
        (policies) => judgePolicies(expected, policies),
        fail('none', 'Add them.'),
      );
    default:
      return found satisfies never;
  }
}

type Selected = Extract<ExpectedDeployFrom, { kind: 'selected' }>;

function judgePolicies(expected: Selected, found: readonly DeploymentPolicy[]): Judged {
  if (found.some(({ type }) => type === undefined)) {
    return unknown(
      `${listed(found.map(({ pattern }) => pattern))}, without telling branches from tags`,
      'Look it up on the page; this server is older than policies for tags.',
    );
  }
  return judgeExactly(policiesOf(expected).map(shown), found.map(shown), {
    todo: deadlock(expected, found).trim(),
  });
}

/** Why a policy that fits no tag is worse than none: the run of a tag waits, and is then refused for good. */
function deadlock({ tags }: Selected, found: readonly DeploymentPolicy[]): string {
  if (tags.length === 0 || found.some(({ type }) => type === 'tag')) return '';
  return ' As it is, publishing is in a deadlock: a workflow that a tag starts runs on refs/tags/…, and a policy for branches refuses every such run, even one with the same pattern.';
}

const policiesOf = ({ branches, tags }: Selected): readonly DeploymentPolicy[] => [
  ...tags.map((pattern) => ({ type: 'tag' as const, pattern })),
  ...branches.map((pattern) => ({ type: 'branch' as const, pattern })),
];

const shown = ({ type, pattern }: DeploymentPolicy): string => `${type} ${pattern}`;

/** Tries refs that must be let in or kept out on the policies that are set. */
export function compareRefs(
  { accepts, refuses }: ExpectedEnvironment,
  found: DeployFrom,
  subject: Subject,
): readonly Finding[] {
  const check = (ref: string, wanted: boolean) =>
    finding(
      subject,
      `${wanted ? 'accepts' : 'refuses'}/${ref}`,
      `${quote(ref)} ${wanted ? 'may' : 'may not'} deploy`,
      tryRef(ref, wanted, found),
    );
  return [...accepts.map((ref) => check(ref, true)), ...refuses.map((ref) => check(ref, false))];
}

function tryRef(ref: string, wanted: boolean, found: DeployFrom): Judged {
  if (found.kind === 'any') return answer(wanted, true, WORDS.any);
  if (found.kind === 'protected-branches') {
    return ref.startsWith('refs/tags/')
      ? answer(wanted, false, WORDS['protected-branches'])
      : unknown(WORDS['protected-branches'], 'Select branches by their names, so that they can be compared.');
  }
  return judgeLook(
    found.policies,
    (policies) => {
      if (policies.some(({ type }) => type === undefined)) {
        return unknown('policies that do not tell branches from tags', 'Look it up on the page.');
      }
      const fitting = policies.filter(({ type, pattern }) => {
        const folder = type === 'tag' ? 'refs/tags/' : 'refs/heads/';
        return ref.startsWith(folder) && fits(pattern, ref.slice(folder.length));
      });
      return answer(
        wanted,
        fitting.length > 0,
        fitting.length > 0 ? listed(fitting.map(shown)) : 'no policy that fits',
      );
    },
    fail('none', 'Add them.'),
  );
}

function answer(wanted: boolean, may: boolean, found: string): Judged {
  if (wanted === may) return pass(found);
  return fail(found, `Change the patterns so that it ${wanted ? 'fits' : 'does not fit'}; "*" stops at "/".`);
}
