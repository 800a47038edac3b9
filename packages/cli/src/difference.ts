import type { Drift } from '@gatehouse/workflow-kit';
import { createTwoFilesPatch } from 'diff';
import type { Terminal } from './terminal.ts';

/** Beyond this many edits a line-by-line comparison takes longer than it is worth. */
const MOST_EDITS = 5000;

/**
 * What mends a drift, as a unified diff that `git apply` takes in the root of the repository. `folder` is
 * the path of the workflows there. A file that nobody knows has none.
 */
export function difference({ file, found, expected, kind }: Drift, folder: string): string | undefined {
  if (kind === 'orphan' || (kind === 'unknown-file' && expected === undefined)) return undefined;
  const path = `${folder}/${file}`;
  const from = found === undefined ? '/dev/null' : `a/${path}`;
  const to = `b/${path}`;
  const options = { context: 3, maxEditLength: MOST_EDITS };
  const patch = createTwoFilesPatch(from, to, found ?? '', expected ?? '', undefined, undefined, options);
  if (patch === undefined) return `--- ${from}\n+++ ${to}\n(more than ${MOST_EDITS} lines differ)\n`;
  const created = found === undefined ? `diff --git a/${path} b/${path}\nnew file mode 100644\n` : '';
  return created + patch.replace(/^=+\n/, '');
}

/** Lines of a diff that are worth reading in a terminal. */
const MOST_LINES = 200;

/** A unified diff in the colours of git, cut where it gets long. */
export function paintDifference(patch: string, { paint }: Terminal): string {
  const lines = patch.trimEnd().split('\n');
  const more = lines.length - MOST_LINES;
  const shown =
    more > 0 ? [...lines.slice(0, MOST_LINES), `… and ${more} more lines; --json has them all`] : lines;
  return shown
    .map((line) => {
      if (/^(---|\+\+\+|diff |new file)/.test(line)) return paint('bold', line);
      if (line.startsWith('@@')) return paint('cyan', line);
      if (line.startsWith('+')) return paint('green', line);
      return line.startsWith('-') ? paint('red', line) : line;
    })
    .join('\n');
}
