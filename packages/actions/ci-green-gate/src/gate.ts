import { quote } from '@gatehouse/action-kit';
import { type GitHubClient, GitHubError } from '@gatehouse/github-client';
import { readAnswer } from './answers.ts';
import { type AskDeps, ask } from './ask.ts';
import { readBranch } from './forms.ts';
import type { WorkflowsInputs } from './inputs.ts';
import { ambiguous, checkPlace, type Place, type RefFinding } from './place/place.ts';
import { inRepository, type Question } from './question.ts';
import { changesSince, objectionTo } from './recheck/previous.ts';
import type { WorkflowsResult } from './result.ts';
import { explainFindings } from './why/explain.ts';
import { findNamesake } from './workflows/namesake.ts';
import { eachEvent } from './workflows/requirement.ts';

/** What the gate needs from the world. */
export interface GateDeps extends AskDeps {
  /** The run that asks; `undefined` when it is not one of the repository asked about. */
  readonly ownRunId: number | undefined;
  /** Why the commit can't have runs of its own, as that of a pull request's merge; `undefined` when it can. */
  readonly misfit: string | undefined;
}

/** A result; `thrown` is the failure of GitHub's API that left it unknown. */
export interface Outcome {
  readonly result: WorkflowsResult;
  readonly thrown?: GitHubError;
}

/** What one part of the work came to; it ends early with the failure that left it unknown. */
type Step<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: GitHubError };

/** Asks whether the commit is where it must be and is green, and explains what stands against it. */
export async function gate(inputs: WorkflowsInputs, deps: GateDeps): Promise<Outcome> {
  const { client, misfit } = deps;
  const unasked = emptyResult(inputs, inputs.branch ?? 'the default branch', deps.ownRunId);
  if (misfit !== undefined) return { result: { ...unasked, verdict: 'fail', problem: misfit } };
  const branch = await attempt(async () => inputs.branch ?? (await defaultBranch(inputs.repository, client)));
  if (branch.kind === 'failed') return unknown(unasked, branch.error);
  const asked = emptyResult(inputs, branch.value, deps.ownRunId);
  const objection = inputs.previous && objectionTo(inputs.previous, asked.question);
  if (objection !== undefined) return { result: { ...asked, verdict: 'fail', problem: objection } };
  const place = await attempt(() => checkPlace(asked.place, client));
  if (place.kind === 'failed') return unknown(asked, place.error);
  const placed = { ...asked, ref: place.value };
  if (place.value.verdict === 'fail') return { result: { ...placed, verdict: 'fail' } };
  return askAbout(placed, place.value, inputs, deps);
}

async function askAbout(
  placed: WorkflowsResult,
  ref: RefFinding,
  { patience, previous }: WorkflowsInputs,
  deps: GateDeps,
): Promise<Outcome> {
  const { client } = deps;
  const { question, place } = placed;
  const reply = await attempt(() => ask(question, patience, deps));
  if (reply.kind === 'failed') return unknown(placed, reply.error);
  const { verdict, findings, looks } = reply.value;
  const seen = { ...placed, looks, findings: findings.map((finding) => ({ ...finding, causes: [] })) };
  if (verdict !== 'pass') {
    return { result: { ...seen, verdict, findings: await explainFindings(question, findings, client) } };
  }
  const changes = previous && changesSince(previous, findings);
  // The head may have moved while the runs were waited for; unchanged, it costs nothing to ask again.
  const after = await attempt(() => (looks > 1 ? checkPlace(place, client) : Promise.resolve(ref)));
  if (after.kind === 'failed') return unknown({ ...seen, changes }, after.error);
  const now = { ...seen, changes, ref: after.value };
  if (after.value.verdict === 'fail') return { result: { ...now, verdict: 'fail' } };
  const unproved = place.policy === 'none' && place.tag === undefined ? place.sha : undefined;
  const namesake = await attempt(() => findNamesake(place.repository, findings, client, unproved));
  if (namesake.kind === 'failed') return unknown(now, namesake.error);
  return namesake.value === undefined
    ? { result: { ...now, verdict: 'pass' } }
    : { result: { ...now, verdict: 'fail', ref: ambiguous(after.value, namesake.value) } };
}

async function attempt<T>(work: () => Promise<T>): Promise<Step<T>> {
  try {
    return { kind: 'done', value: await work() };
  } catch (error) {
    if (error instanceof GitHubError) return { kind: 'failed', error };
    throw error;
  }
}

function unknown(seen: WorkflowsResult, thrown: GitHubError): Outcome {
  return { result: { ...seen, verdict: 'unknown', problem: thrown.message }, thrown };
}

/** What is known before anything was asked. */
function emptyResult(inputs: WorkflowsInputs, branch: string, ownRunId: number | undefined): WorkflowsResult {
  const { repository, sha, policy, eventsPolicy, allowedConclusions, tag, refPolicy, checks, statuses } =
    inputs;
  const requirements = inputs.workflows.map((wanted) => ({ ...wanted, branch: wanted.branch ?? branch }));
  const workflows = eventsPolicy === 'all' ? requirements.flatMap(eachEvent) : requirements;
  const wanted = { workflows, checks, statuses, policy, eventsPolicy, allowedConclusions };
  const question: Question = { repository, sha, ownRunId, ...wanted };
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
  const { default_branch } = readAnswer('default branch', answer);
  const branch = readBranch(default_branch);
  if (branch !== undefined) return branch;
  throw new GitHubError({
    code: 'UNEXPECTED_ANSWER',
    message: `Found ${quote(default_branch)} as the default branch of ${repository}, expected a name.`,
    hint: 'Name the branch in the input "branch".',
  });
}
