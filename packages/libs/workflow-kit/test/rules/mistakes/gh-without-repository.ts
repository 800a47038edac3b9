import { type Fixture, inJob, inStep, type Mutation } from '../mutation.ts';

const calling = (script: string) => () => ({ kind: 'run', script, outputs: [], env: {} });

/** Calls gh in a job whose checkout is in a folder. */
const besideCheckout = (script: string, workingDirectory?: string): Mutation =>
  inJob('ci.yml', 'check', ({ steps }) => ({
    steps: steps.map((step, at) => {
      if (at === 1) return { ...step, script, workingDirectory };
      return step.kind === 'third-party' && at === 0
        ? { ...step, with: { ...step.with, path: 'source' } }
        : step;
    }),
  }));

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
  {
    about: 'a script that runs beside the folder of the checkout',
    mutation: besideCheckout('gh pr list'),
    at: 'ci.yml/check/1',
    message: /calls "gh pr list" outside the folder of the checkout/,
  },
];

export const harmless: readonly Mutation[] = [
  besideCheckout('gh pr list', 'source'),
  besideCheckout('cd source\ngh pr list'),
  inStep('release.yml', 'undraft', 0, calling('gh release view v1 --repo octo/widgets')),
  inStep('release.yml', 'undraft', 0, calling('git clone . x && gh pr list')),
  inStep('ci.yml', 'report', 1, calling('gh api repos/octo/widgets/tags && echo gh release')),
  inStep('ci.yml', 'check', 1, calling('gh pr list')),
];
