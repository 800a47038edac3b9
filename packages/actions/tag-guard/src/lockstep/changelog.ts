import type { Statement } from './statement.ts';
import { unstated } from './unstated.ts';

/** `## [1.2.3] - 2026-01-31`, `## v1.2.3`, `# 1.2.3 (2026-01-31)`: the forms of keepachangelog.com and of the usual tools. */
const HEADING = /^#{1,3}[ \t]+\[?v?(\d+\.\d+\.\d+[^\s\])]*)/m;

/** Comments and fenced blocks, with an end or down to that of the file: what looks like a heading there is none. */
const HIDDEN =
  /<!--[\s\S]*?(?:-->|$(?![\s\S]))|^ {0,3}(`{3,}|~{3,})[^\n]*$[\s\S]*?(?:^ {0,3}\1[`~]*[ \t\r]*$|$(?![\s\S]))/gm;

/** The newest release of a change log, which stands first. Fails with `NO_VERSION`. */
export function readChangelog(file: string, source: string): Statement {
  const text = source.replace(HIDDEN, (hidden) => hidden.replace(/[^\n]+/g, ''));
  const heading = HEADING.exec(text);
  const found = heading?.[1];
  if (heading === null || found === undefined) {
    throw unstated(
      'NO_VERSION',
      'has no heading such as "## [1.2.3] - 2026-01-31"',
      'Write down what the release changes.',
    );
  }
  const line = text.slice(0, heading.index).split('\n').length;
  return { file, place: 'newest release', line, found, spelling: 'either' };
}
