import { ActionError, messageOf, quote } from '@gatehouse/action-kit';
import * as z from 'zod/mini';
import type { Expected } from './expected.ts';
import { type Issue, mistakesIn, type Path } from './mistakes.ts';
import { expectation } from './schema.ts';

/** Imported this way, the parser stands in a chunk that only its users download and load. */
const { LineCounter, isMap, isScalar, isSeq, parseDocument, visit } = await import('yaml');

type YamlDocument = ReturnType<typeof parseDocument>;

/**
 * Reads an expectation file. All mistakes are reported at once, each with its line, in one
 * `INVALID_EXPECTATION` error; a file that declares nothing is a mistake, since it would always pass.
 *
 * @param where the path, for messages
 */
export function parseExpectation(source: string, where: string): Expected {
  const lines = new LineCounter();
  // Every scalar is the text that it is: an environment may be called 3.10.
  const document = parseDocument(source, {
    schema: 'failsafe',
    lineCounter: lines,
    prettyErrors: false,
    // A warning of the parser's would go straight to the log.
    logLevel: 'error',
  });
  const at = (offset: number) => `line ${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error !== undefined)
    throw invalid(where, [`${at(error.pos[0])}: this is no valid YAML: ${quote(error.message)}`]);
  const proto = findPrototype(document);
  if (proto !== undefined) throw invalid(where, [`${at(proto)}: found the key "__proto__", expected none`]);
  const found = toValue(document, where);
  const parsed = z.safeParse(expectation, found);
  if (parsed.success) return refuseEmpty(parsed.data, where);
  const mistakes = parsed.error.issues.flatMap((issue) => mistakesIn(issue as Issue, found));
  throw invalid(
    where,
    mistakes.map(({ path, said }) => `${at(offsetOf(document.contents, path))}: ${said}`),
  );
}

function refuseEmpty(expected: Expected, where: string): Expected {
  const { immutableReleases, actions, oidcSubject, ...lists } = expected;
  const declared = [immutableReleases, actions, oidcSubject].some((one) => one !== undefined);
  if (declared || Object.values(lists).some((list) => list.length > 0)) return expected;
  throw invalid(where, ['found nothing that is declared, expected at least one setting to compare']);
}

function toValue(document: YamlDocument, where: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 20 });
  } catch (error) {
    throw invalid(where, [quote(messageOf(error))]);
  }
}

/** zod passes over a key `__proto__` in silence, and what is declared must not get lost. */
function findPrototype(document: YamlDocument): number | undefined {
  let offset: number | undefined;
  visit(document, {
    Pair(_, { key }) {
      if (isScalar(key) && key.value === '__proto__') offset = key.range?.[0] ?? 0;
    },
  });
  return offset;
}

/** Where the last key of `path` that is there stands. */
function offsetOf(contents: unknown, path: Path): number {
  let [node, offset] = [contents, 0];
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) break;
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      offset = (isScalar(node) || isMap(node) || isSeq(node) ? node.range?.[0] : undefined) ?? offset;
    }
  }
  return offset;
}

function invalid(where: string, mistakes: readonly string[]): ActionError<'INVALID_EXPECTATION'> {
  return new ActionError({
    code: 'INVALID_EXPECTATION',
    message: mistakes.map((mistake) => `${quote(where)}, ${mistake}`).join('\n'),
    hint: 'Correct the file; the README of settings-audit has every key.',
  });
}
