import { quote } from '@gatehouse/action-kit';
import { type Read, readAnswer } from '../answers.ts';

/** One run of a workflow, in its latest attempt. */
export interface WorkflowRun {
  readonly id: number;
  /** Counts the runs of one workflow, from 1. */
  readonly number: number;
  /** Starts at 1, one more for each re-run; id and number stay. */
  readonly attempt: number;
  readonly workflowId: number;
  /** `.github/workflows/ci.yml`, as it was at the run's commit. */
  readonly path: string;
  readonly event: string;
  /** Of a run for a tag, the name of the tag. */
  readonly branch: string | null;
  readonly sha: string;
  /** `owner/name` of the repository that the commit came from; `null` when it is gone. */
  readonly headRepository: string | null;
  /** Whether that is the repository of the run, and no fork of it. */
  readonly origin: 'own' | 'foreign';
  readonly status: string | null;
  readonly conclusion: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** Takes over what matters of a run as GitHub lists it. Fails with a `GitHubError`. */
export function workflowRunOf(answer: unknown): WorkflowRun {
  const listed = readAnswer('run', answer);
  return {
    id: listed.id,
    number: listed.run_number,
    attempt: listed.run_attempt ?? 1,
    workflowId: listed.workflow_id,
    path: listed.path,
    event: listed.event,
    branch: listed.head_branch,
    sha: listed.head_sha,
    headRepository: listed.head_repository?.full_name ?? null,
    origin: originOf(listed),
    status: listed.status,
    conclusion: listed.conclusion,
    createdAt: listed.created_at,
    updatedAt: listed.updated_at,
  };
}

/** By id, which a rename or a transfer of the repository leaves as it is; by name where GitHub gives no ids. */
function originOf({ repository, head_repository: head }: Read<'run'>): WorkflowRun['origin'] {
  if (!head) return 'foreign';
  const isOwn =
    repository.id !== undefined && head.id !== undefined
      ? repository.id === head.id
      : repository.full_name.toLowerCase() === head.full_name.toLowerCase();
  return isOwn ? 'own' : 'foreign';
}

/** The latest first. Runs of one workflow only: the numbers of two workflows say nothing about each other. */
export function byNumberDescending(one: WorkflowRun, other: WorkflowRun): number {
  return other.number - one.number || other.id - one.id;
}

/** The first 12 digits of a commit, for messages. */
export function short(sha: string): string {
  return word(sha.slice(0, 12));
}

/** A word of GitHub's for messages, quoted where it is not one. */
export function word(text: string | null | undefined): string {
  return text && /^[a-z0-9_]+$/.test(text) ? text : quote(text);
}

/** How a run ended, or what it does. */
export function stateOf({ status, conclusion }: WorkflowRun): string {
  return word(conclusion ?? status);
}
