import type { Change } from '../changes.ts';

/** One commit for {@link fastImport}. */
export interface CommitParts {
  /** The parent. */
  readonly base: string;
  readonly changes: readonly Change[];
  readonly message: string;
  /** `Name <email>`, author and committer. */
  readonly author: string;
  /** Seconds since 1970. */
  readonly date: number;
}

/**
 * The commit as a stream for git-fast-import(1), which makes blobs, trees and commit in one process,
 * without an index or a work tree, and prints the id of the commit. Modes are as each change says.
 */
export function fastImport({ base, changes, message, author, date }: CommitParts): Uint8Array {
  const who = `${author} ${date} +0000`;
  const chunks: Uint8Array[] = [];
  const line = (text: string) => void chunks.push(Buffer.from(`${text}\n`));
  const data = (content: Uint8Array) => {
    line(`data ${content.length}`);
    chunks.push(content);
    line('');
  };
  line('commit refs/gatehouse/made');
  line('mark :1');
  line(`author ${who}`);
  line(`committer ${who}`);
  data(Buffer.from(`${message}\n`));
  line(`from ${base}`);
  // Deletions first: a file may make room for another.
  for (const change of changes) if (change.kind === 'delete') line(`D ${quoted(change.path)}`);
  for (const change of changes) {
    if (change.kind !== 'write') continue;
    line(`M ${change.mode} inline ${quoted(change.path)}`);
    data(change.content);
  }
  line('get-mark :1');
  line('done');
  return Buffer.concat(chunks);
}

/** Control characters and backslashes are no part of a checked path. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '\\"')}"`;
}
