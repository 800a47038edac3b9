import type { Log } from '@gatehouse/action-kit';
import type { run } from '@gatehouse/process';
import type { Backoff, RetryDeps } from '@gatehouse/retry';
import type { RunIdentity } from './run-identity.ts';
import type { Snapshot } from './snapshot.ts';

/** A person or a bot as git names it. */
export interface Identity {
  readonly name: string;
  readonly email: string;
}

/** A branch that is written with `git push`, under a lease on exactly the head that was read. */
export interface GitTarget {
  readonly mode: 'git';
  /** The address of the repository: https, ssh or a path. */
  readonly remote: { readonly url: string };
  readonly branch: string;
  /** Also the committer. */
  readonly author: Identity;
  /** For https: replaces every other credential. It reaches git through its environment only. */
  readonly token?: string | undefined;
}

/**
 * A branch that is written with the GraphQL mutation `createCommitOnBranch`. GitHub signs the commit;
 * its author is the owner of the token, so there is none to choose.
 */
export interface ApiTarget {
  readonly mode: 'api';
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  readonly token: string;
  /** As in `GITHUB_API_URL`, without a trailing slash. */
  readonly apiUrl: string;
}

/** Files in a folder, and no commit. */
export interface FolderTarget {
  readonly mode: 'none';
  readonly folder: string;
}

export type Target = GitTarget | ApiTarget | FolderTarget;

/** What a producer wants on the branch. */
export type Produced =
  | {
      readonly kind: 'changes';
      /** The whole new content by path (`a/b.json`, from the root); `null` deletes the file. */
      readonly files: ReadonlyMap<string, Uint8Array | string | null>;
      /** The commit message; trailers are added to it. */
      readonly message: string;
      /** What the commit is about, for {@link supersededBy}: opaque words such as versions. */
      readonly keys?: readonly string[] | undefined;
    }
  | {
      readonly kind: 'nothing';
      /** Why, for the log and the report. */
      readonly reason: string;
    };

/** One write to one branch. */
export interface WriteRequest {
  readonly target: Target;
  /**
   * Computes the new contents from the head it is shown. It is asked again, with another head, each
   * time that a race is lost, so it must not remember what it said before.
   */
  readonly produce: (snapshot: Snapshot) => Promise<Produced>;
  /** Names what is missing in a snapshot that was read back; nothing when all is there. */
  readonly verify?: ((snapshot: Snapshot) => Promise<readonly string[]>) | undefined;
  /** Absent outside a workflow run: then no commit of an earlier attempt is recognised. */
  readonly run?: RunIdentity | undefined;
  /** Adds `Signed-off-by` with this identity. */
  readonly signOff?: Identity | undefined;
  /** The time for reading, producing and pushing, retries included. Reading back has 30 s of its own. */
  readonly deadlineMs: number;
  /** The pauses between attempts. Default: at most 1 s at first, at most 10 s later. */
  readonly backoff?: Backoff | undefined;
}

/** What the write needs from the world. */
export interface WriterDeps {
  readonly exec: typeof run;
  readonly fetch: typeof fetch;
  readonly log: Log;
  /** The environment that git inherits. Default: that of this process. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  readonly clock?: RetryDeps | undefined;
}
