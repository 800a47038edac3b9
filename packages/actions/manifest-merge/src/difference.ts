import { createTwoFilesPatch } from 'diff';
import type { Proposal } from './work.ts';

/** Lines of a difference that are worth reading in a log. */
const MOST_LINES = 400;
/** Beyond this many edits a line-by-line comparison takes longer than it is worth. */
const MOST_EDITS = 5000;

/** What a proposal changes, as unified diffs, cut where it gets long. */
export function difference({ files, before }: Pick<Proposal, 'files' | 'before'>): readonly string[] {
  const patches = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([path, bytes]) => {
      const after = bytes === null ? '' : new TextDecoder().decode(bytes);
      return patch(path, before.get(path) ?? '', after);
    });
  const more = patches.length - MOST_LINES;
  return more > 0 ? [...patches.slice(0, MOST_LINES), `… and ${more} more lines`] : patches;
}

function patch(path: string, before: string, after: string): readonly string[] {
  const options = { context: 3, maxEditLength: MOST_EDITS };
  const from = before === '' ? '/dev/null' : `a/${path}`;
  const to = after === '' ? '/dev/null' : `b/${path}`;
  const text = createTwoFilesPatch(from, to, before, after, undefined, undefined, options);
  if (text === undefined) return [`--- ${from}`, `+++ ${to}`, `(more than ${MOST_EDITS} lines differ)`];
  return text
    .trimEnd()
    .split('\n')
    .filter((line) => !/^=+$/.test(line));
}
