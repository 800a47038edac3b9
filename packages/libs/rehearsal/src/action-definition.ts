import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ActionError, quote, quoteList } from '@gatehouse/action-kit';
import { parse } from 'yaml';

/** What the runner needs to know from an `action.yml`. */
export interface ActionDefinition {
  /** The absolute path of `runs.main`. */
  readonly main: string;
  /** The default of every declared input, expressions not yet resolved; empty where there is none. */
  readonly defaults: ReadonlyMap<string, string>;
  /** The names of the declared outputs. */
  readonly outputs: readonly string[];
}

/** Where `${{ github.… }}` in a default gets its values. */
export interface ExpressionSource {
  readonly env: Readonly<Record<string, string>>;
  /** The value of `github.token`, which a runner keeps out of the environment. */
  readonly token: string;
}

/** Reads `folder/action.yml`. Fails with `NOT_PLAYABLE` when a plain Node process cannot play it. */
export async function readActionDefinition(folder: string): Promise<ActionDefinition> {
  const path = join(folder, 'action.yml');
  // The failsafe schema reads every scalar as the text it is, as the runner does: `false`, `1.0`.
  const document: unknown = parse(await readFile(path, 'utf8'), { schema: 'failsafe' });
  const runs = mapping(member(document, 'runs'));
  const { using, main, pre, post } = runs;
  if (typeof using !== 'string' || !/^node\d+$/.test(using) || typeof main !== 'string' || pre || post) {
    throw notPlayable(
      `${quote(path)} has runs ${quote(runs)}; only a Node action with a single "main" can be played here.`,
    );
  }
  const defaults = Object.entries(mapping(member(document, 'inputs'))).map(([name, input]) => {
    const value = member(input, 'default');
    return [name, typeof value === 'string' ? value : ''] as const;
  });
  return {
    main: resolve(folder, main),
    defaults: new Map(defaults),
    outputs: Object.keys(mapping(member(document, 'outputs'))),
  };
}

/**
 * The `INPUT_*` variables of a step: what `with:` gives, and the defaults for the rest. A name that
 * `action.yml` does not declare is an error here, where a runner only warns.
 */
export function inputVariables(
  definition: ActionDefinition,
  inputs: Readonly<Record<string, string>>,
  source: ExpressionSource,
): Record<string, string> {
  const unknown = Object.keys(inputs).filter((name) => !definition.defaults.has(name));
  if (unknown.length > 0) {
    throw notPlayable(
      `Found the inputs ${quoteList(unknown)}; action.yml declares ${quoteList([...definition.defaults.keys()], 50)}.`,
    );
  }
  const variables = [...definition.defaults].map(([name, text]) => [
    `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
    inputs[name] ?? evaluate(text, source),
  ]);
  return Object.fromEntries(variables);
}

/**
 * `text` with each `${{ github.name }}` and `${{ runner.name }}` replaced; a property that is not set is
 * empty, as on GitHub.
 */
export function evaluate(text: string, { env, token }: ExpressionSource): string {
  return text.replace(/\$\{\{(.*?)\}\}/gs, (whole, expression: string) => {
    const [, context, property] = /^\s*(github|runner)\.(\w+)\s*$/.exec(expression) ?? [];
    if (context === undefined) {
      throw notPlayable(
        `Found the expression ${quote(whole)}; only reads of github.… and runner.… are evaluated here.`,
      );
    }
    if (context === 'github' && property === 'token') return token;
    return env[`${context}_${property}`.toUpperCase()] ?? '';
  });
}

function member(value: unknown, name: string): unknown {
  return mapping(value)[name];
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function notPlayable(message: string): ActionError<'NOT_PLAYABLE'> {
  return new ActionError({
    code: 'NOT_PLAYABLE',
    message,
    hint: 'Pass the input in the call, or let a real runner or act play this action.',
  });
}
