import { type Fixture, inStep, type Mutation } from '../mutation.ts';

const calling = (script: string) => () => ({ kind: 'run', script, outputs: [], env: {} });

export const fixtures: readonly Fixture[] = [
  {
    about: 'a release that gh edits in an empty folder',
    mutation: inStep('release.yml', 'undraft', 0, calling('gh release edit "$TAG" --draft=false')),
    at: 'release.yml/undraft/0',
    message: /calls "gh release edit" in a job without a checkout/,
  },
  {
    about: 'a path of the API that leaves the repository open',
    mutation: inStep('ci.yml', 'report', 1, calling('x=$(gh api repos/{owner}/{repo}/tags)')),
    at: 'ci.yml/report/1',
    message: /Set GH_REPO to github\.repository/,
  },
];

export const harmless: readonly Mutation[] = [
  inStep('release.yml', 'undraft', 0, calling('gh release view v1 --repo octo/widgets')),
  inStep('release.yml', 'undraft', 0, calling('git clone . x && gh pr list')),
  inStep('ci.yml', 'report', 1, calling('gh api repos/octo/widgets/tags && echo gh release')),
  inStep('ci.yml', 'check', 1, calling('gh pr list')),
];
