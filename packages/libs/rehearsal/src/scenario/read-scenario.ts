import { readFile } from 'node:fs/promises';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ActionError, messageOf, quote } from '@gatehouse/action-kit';
import { isNode, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod/mini';
import type { RunPlan, Scenario } from './scenario.ts';
import { scenarioSchema } from './schema.ts';

/**
 * Reads a scenario from a file: YAML or JSON, or a module of TypeScript or JavaScript that exports it as
 * `scenario`. Fails with `BAD_SCENARIO`, which tells every mistake and where in the scenario it is.
 */
export async function readScenario(path: string): Promise<Scenario> {
  const { value, lineOf } = await load(path).catch((error: unknown) => {
    throw bad(`${path} cannot be read: ${messageOf(error)}`);
  });
  const parsed = z.safeParse(scenarioSchema, value, { error: z.locales.en().localeError });
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(
      ({ path: place, message }) => `- ${lineOf(place)}${place.join('.') || 'the scenario'}: ${message}`,
    );
    throw bad(`${path} is no scenario:\n${mistakes.join('\n')}`);
  }
  const scenario: Scenario = parsed.data;
  insistOnNames(path, scenario);
  return scenario;
}

interface Loaded {
  readonly value: unknown;
  /** `line 7, ` for a place that stands in a text, or for the nearest one around it. */
  readonly lineOf: (place: readonly PropertyKey[]) => string;
}

async function load(path: string): Promise<Loaded> {
  if (!/^\.[cm]?[jt]s$/.test(extname(path))) return loadText(await readFile(path, 'utf8'));
  const module: { readonly scenario?: unknown } = await import(pathToFileURL(resolve(path)).href);
  return { value: module.scenario, lineOf: () => '' };
}

function loadText(text: string): Loaded {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [mistake] = document.errors;
  if (mistake !== undefined) throw mistake;
  const lineOf = (place: readonly PropertyKey[]): string => {
    const node = document.getIn(place, true);
    if (isNode(node) && node.range) return `line ${lines.linePos(node.range[0]).line}, `;
    return place.length === 0 ? '' : lineOf(place.slice(0, -1));
  };
  return { value: document.toJS(), lineOf };
}

/** A run that is named must be one that is played, and only what was played can be played again. */
function insistOnNames(path: string, { acts = [[{ name: 'run' }]], expect }: Scenario): void {
  const played = new Set<string>();
  for (const act of acts) {
    const unknown = act.find(({ rerunOf }) => rerunOf !== undefined && !played.has(rerunOf));
    if (unknown !== undefined) throw unnamed(path, unknown.rerunOf, [...played]);
    for (const { name } of act) {
      if (played.has(name)) throw bad(`${path} has two runs with the name ${quote(name)}.`);
      played.add(name);
    }
  }
  const stray = expect.find(({ run }) => run !== undefined && !played.has(run));
  if (stray !== undefined) throw unnamed(path, stray.run, [...played]);
}

function unnamed(path: string, name: RunPlan['rerunOf'], known: readonly string[]): ActionError {
  return bad(`${path} speaks of the run ${quote(name)}; by then there is ${known.join(', ') || 'none'}.`);
}

function bad(message: string): ActionError<'BAD_SCENARIO'> {
  return new ActionError({
    code: 'BAD_SCENARIO',
    message,
    hint: 'Compare it with the scenarios that come along.',
  });
}
