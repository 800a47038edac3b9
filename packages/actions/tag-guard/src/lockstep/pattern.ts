import { Script } from 'node:vm';
import { quote } from '@gatehouse/action-kit';
import type { Statement } from './statement.ts';
import { unstated } from './unstated.ts';

/** How long a pattern may look at one file, in milliseconds. */
const PATIENCE_MS = 1000;
const MOST_MATCHES = 100;

/** Nested repetition may take longer than the age of the universe; only the limit of a script ends that in V8. */
const SEARCH = new Script(
  'const found = []; for (const m of text.matchAll(pattern)) if (found.push([m[1], m.indices[1]?.[0]]) > most) break; found',
);

type Found = readonly (readonly [text: string | undefined, index: number | undefined])[];

/** Every match of the user's own `pattern`. Fails with `NO_VERSION` or `SLOW_PATTERN`. */
export function readPattern(file: string, text: string, pattern: RegExp): readonly Statement[] {
  const place = `/${pattern.source}/`;
  const found = search(text, pattern);
  if (found.length === 0)
    throw unstated('NO_VERSION', `has no match of ${quote(place)}`, 'Correct the pattern, or the file.');
  if (found.length > MOST_MATCHES) {
    const hint = 'Write more around the version into the pattern.';
    throw unstated('NO_VERSION', `has more than ${MOST_MATCHES} matches of ${quote(place)}`, hint);
  }
  return found.map(([version, index]) => {
    if (version === undefined || index === undefined) {
      const hint = 'Let the group take part in every match.';
      throw unstated('NO_VERSION', `has a match of ${quote(place)} without its group`, hint);
    }
    const line = text.slice(0, index).split('\n').length;
    return { file, place, line, found: version, spelling: 'either' };
  });
}

function search(text: string, pattern: RegExp): Found {
  try {
    return SEARCH.runInNewContext({ text, pattern, most: MOST_MATCHES }, { timeout: PATIENCE_MS });
  } catch (cause) {
    const found = `took longer than ${PATIENCE_MS} ms with ${quote(pattern.source)}`;
    throw unstated('SLOW_PATTERN', found, 'Leave out nested repetition such as (a+)+ or (.*)*.', cause);
  }
}
