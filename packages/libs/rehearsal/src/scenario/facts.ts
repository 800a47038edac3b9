import type { RunBoard } from '../github/index.ts';
import { git } from '../scene/git.ts';
import type { Scene } from '../scene/scene.ts';

/** What GitHub knows of the commit of a run, beside the run itself. */
export interface CommitFacts {
  /** The tag that is made before the run; the branch may have gone on since. */
  readonly tag?: { readonly name: string; readonly stands: 'at-head' | 'behind' };
  /** Runs of other workflows, or of other commits. */
  readonly runs?: readonly KnownBefore[];
}

/** A run of a workflow that is not played. */
export interface KnownBefore {
  readonly id: number;
  readonly file: string;
  /** 1 when absent. */
  readonly attempt?: number;
  /** `push` when absent. */
  readonly event?: string;
  /** Of the commit when absent; `next`: of the one that the branch went on to. */
  readonly of?: 'commit' | 'next';
  /** Still in progress when absent. */
  readonly conclusion?: 'success' | 'failure' | 'cancelled';
  /** Known only from the nth list of runs on; from the beginning when absent. */
  readonly fromList?: number;
}

/** The commits that runs can be of. */
export interface FactCommits {
  readonly commit: string;
  readonly next: string;
}

/** Makes the tag, and the commit behind which it stands. */
export async function makeTag({ tag }: CommitFacts, scene: Scene): Promise<FactCommits> {
  const commit = await scene.head();
  if (tag === undefined) return { commit, next: commit };
  await git(scene.bare, ['tag', '--annotate', '--message=Release', tag.name, commit]);
  return { commit, next: tag.stands === 'behind' ? await moveOn(scene) : commit };
}

/** Puts one more commit on the branch, and gives its id. */
export async function moveOn({ bare, branch, head }: Scene): Promise<string> {
  const before = await head();
  const made = await git(bare, ['commit-tree', `${before}^{tree}`, '-p', before, '-m', 'Go on']);
  const next = String(made).trim();
  await git(bare, ['update-ref', `refs/heads/${branch}`, next, before]);
  return next;
}

/** Tells of the runs that are known from the nth list on; those without a word from the beginning (0). */
export function tellRuns(
  { runs = [] }: CommitFacts,
  nth: number,
  {
    board,
    scene,
    commits,
  }: { readonly board: RunBoard; readonly scene: Scene; readonly commits: FactCommits },
): void {
  for (const { id, file, attempt = 1, event = 'push', of = 'commit', conclusion, fromList = 0 } of runs) {
    if (fromList !== nth) continue;
    const ref = event === 'pull_request' ? 'refs/heads/topic' : `refs/heads/${scene.branch}`;
    const sha = commits[of];
    board.tell({
      repository: scene.repository,
      runId: id,
      attempt,
      file,
      event,
      ref,
      sha,
      conclusion,
      jobs: [],
    });
  }
}
