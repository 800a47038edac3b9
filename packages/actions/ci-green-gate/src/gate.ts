import { quote } from '@gatehouse/action-kit';
import { type GitHubClient, GitHubError } from '@gatehouse/github-client';
import { readAnswer } from './answers.ts';
import { type AskDeps, ask } from './ask.ts';
import type { WorkflowsInputs } from './asked.ts';
import { explainFindings } from './explain.ts';
import { readBranch } from './forms.ts';
import { inRepository, type Question } from './look.ts';
import { findNamesake } from './namesake.ts';
import { changesSince, objectionTo } from './previous.ts';
import { ambiguous, checkPlace, type Place } from './ref.ts';
import type { WorkflowsResult } from './result.ts';

/** What the gate needs from the world. */
export interface GateDeps extends AskDeps {
  /** The run that asks; `undefined` when it is none of the repository asked about. */
  readonly ownRunId: number | undefined;
  /** Called when the verdict is reached, before it is explained: the explanation has time of its own. */
  readonly onVerdict: () => void;
}

/** A result; `thrown` is the failure of GitHub's API that left it unknown. */
export interface Outcome {
  readonly result: WorkflowsResult;
  readonly thrown?: GitHubError;
}

/** Asks whether the commit stands where it must and is green, and explains what stands against it. */
export async function gate(inputs: WorkflowsInputs, deps: GateDeps): Promise<Outcome> {
  let seen = emptyResult(inputs, inputs.branch ?? 'the default branch', deps.ownRunId);
  const keep = (more: Partial<WorkflowsResult>): WorkflowsResult => {
    seen = { ...seen, ...more };
    return seen;
  };
  try {
    const branch = inputs.branch ?? (await defaultBranch(inputs.repository, deps.client));
    keep(emptyResult(inputs, branch, deps.ownRunId));
    return { result: await answer(inputs, seen, deps, keep) };
  } catch (thrown) {
    if (!(thrown instanceof GitHubError)) throw thrown;
    return { result: keep({ verdict: 'unknown', problem: thrown.message }), thrown };
  }
}

type Keep = (more: Partial<WorkflowsResult>) => WorkflowsResult;

async function answer(
  { patience, previous }: WorkflowsInputs,
  { question, place }: WorkflowsResult,
  deps: GateDeps,
  keep: Keep,
): Promise<WorkflowsResult> {
  const { client, onVerdict } = deps;
  const objection = previous && objectionTo(previous, question);
  if (objection !== undefined) return keep({ verdict: 'fail', problem: objection });
  const ref = await checkPlace(place, client);
  if (keep({ ref }).ref?.verdict === 'fail') return keep({ verdict: 'fail' });

  const { verdict, findings, looks } = await ask(question, patience, deps);
  onVerdict();
  keep({ looks, findings: findings.map((finding) => ({ ...finding, causes: [] })) });
  if (verdict !== 'pass')
    return keep({ verdict, findings: await explainFindings(question, findings, client) });

  // The head may have moved while the runs were waited for; unchanged, it costs nothing to ask again.
  const after = looks > 1 ? await checkPlace(place, client) : ref;
  const changes = previous && changesSince(previous, findings);
  if (keep({ ref: after, changes }).ref?.verdict === 'fail') return keep({ verdict: 'fail' });
  const namesake = await findNamesake(place.repository, findings, client);
  return namesake === undefined
    ? keep({ verdict: 'pass' })
    : keep({ verdict: 'fail', ref: ambiguous(after, namesake) });
}

function emptyResult(inputs: WorkflowsInputs, branch: string, ownRunId: number | undefined): WorkflowsResult {
  const { repository, sha, policy, allowedConclusions, tag, refPolicy } = inputs;
  const requirements = inputs.workflows.map((wanted) => ({ ...wanted, branch: wanted.branch ?? branch }));
  const question: Question = { repository, sha, requirements, policy, allowedConclusions, ownRunId };
  const place: Place = { repository, sha, tag, branch, policy: refPolicy };
  return {
    mode: 'workflows',
    verdict: 'unknown',
    question,
    place,
    ref: undefined,
    findings: [],
    problem: undefined,
    changes: undefined,
    looks: 0,
  };
}

async function defaultBranch(repository: string, client: GitHubClient): Promise<string> {
  const what = `repository ${repository}`;
  const answer = await client.get('/repos/{owner}/{repo}', inRepository(repository), { what });
  const { default_branch } = readAnswer('repository', answer);
  const branch = readBranch(default_branch);
  if (branch !== undefined) return branch;
  throw new GitHubError({
    code: 'UNEXPECTED_ANSWER',
    message: `Found ${quote(default_branch)} as the default branch of ${repository}, expected a name.`,
    hint: 'Name the branch in the input "branch".',
  });
}
