import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { type OwnAction, type OwnActions, readOwnActions, suggestion } from '@gatehouse/workflow-kit';
import type { Command, Options } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { usageError } from '../failure.ts';
import { columns, helpPage } from '../help.ts';
import { home } from '../repository.ts';
import { findFacts } from '../run/facts.ts';
import { resolveInputs } from '../run/inputs.ts';
import { OWN_OPTIONS, type RunWords, readWords } from '../run/words.ts';
import type { Surroundings } from '../terminal.ts';

/** A day: an action has its own deadlines, and a person can end it. */
const LONGEST_MS = 86_400_000;

/** Runs an action in a process of its own, as a runner would. */
export const run: Command = {
  help(words) {
    const actions = readActions();
    const name = words.find((word) => !word.startsWith('-'));
    return name === undefined ? overview(actions) : helpFor(findAction(name, actions));
  },
  async run([name, ...words], around) {
    const actions = readActions();
    if (name === undefined) throw usageError('gatehouse run needs <action>.', 'run');
    const action = findAction(name, actions);
    return play(action, await readWords(words, action), around);
  },
};

async function play(
  action: OwnAction,
  { inputs, built, json }: RunWords,
  { cwd, env, terminal }: Surroundings,
) {
  const { out, err } = terminal;
  const facts = await findFacts(cwd, env);
  const token = env.GITHUB_TOKEN || env.GH_TOKEN;
  const { values, withoutToken } = resolveInputs(action, inputs, { facts, token });
  for (const input of withoutToken)
    err(`There is no token: GITHUB_TOKEN is not set, and --${input} was not given.`);
  const log = json ? err : out;
  // Loaded only here: it holds the whole stage.
  const { runBuiltAction } = await import('@gatehouse/rehearsal');
  const { exitCode, outputs, summary } = await runBuiltAction({
    ...placeOf(action, built),
    inputs: values,
    env: {
      ...variables(env),
      ...Object.fromEntries(Object.entries(facts).map(([fact, value]) => [`GITHUB_${fact}`, value])),
    },
    ...(token === undefined ? {} : { token }),
    cwd,
    timeoutMs: LONGEST_MS,
    onLine: (line) => log(line),
  });
  const ok = exitCode === 0;
  if (json) out(JSON.stringify({ ok, action: action.name, outputs, summary }, null, 2));
  else
    for (const [output, value] of Object.entries(outputs))
      out(`${terminal.paint('bold', output)} = ${value}`);
  return ok ? EXIT.ok : EXIT.refused;
}

function readActions(): OwnActions {
  return readOwnActions(join(home, 'packages', 'actions'));
}

function findAction(name: string, actions: OwnActions): OwnAction {
  const found = actions.get(name);
  if (found !== undefined) return found;
  throw usageError(`There is no action ${quote(name)}.${suggestion(name, actions.keys())}`, 'run');
}

/** Where the action stands, and what of it is run. */
function placeOf(
  { name, path }: OwnAction,
  built: boolean,
): { readonly folder: string; readonly entry?: string } {
  if (!built) return { folder: dirname(path), entry: join(dirname(path), 'src', 'main.ts') };
  const folder = join(home, 'release', name);
  if (existsSync(join(home, 'release', 'dist', `${name}.js`))) return { folder };
  throw new ActionError({
    code: 'NOT_BUILT',
    message: `Found no built ${name} in ${join(home, 'release')}.`,
    hint: 'Build it with npm run bundle, or leave out --built.',
  });
}

/** What this process has in its environment, but for what it set for a step of its own. */
function variables(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('INPUT_') ? [] : [[name, value]],
    ),
  );
}

function overview(actions: OwnActions): string {
  const names = [...actions.keys()].map((name) => `  ${name}`).join('\n');
  const about = `Runs an action in this folder, with the inputs, defaults and code that it has on GitHub. What a default
reads of GitHub is taken from the GITHUB_* variables and from git.\n\nActions\n${names}\n\ngatehouse run <action> --help shows its inputs.`;
  return helpPage({ usage: 'run <action> [--<input> <value>]...', about, options: OWN_OPTIONS });
}

function helpFor({ name, inputs }: OwnAction): string {
  const rows = [...inputs].map(([input, { description, default: preset, mustGive }]) => ({
    left: `--${input}`,
    right: `${description.replace(/\s+/g, ' ')}${mustGive ? ' Required.' : preset ? ` Default: ${preset.trim().replace(/\s*\n\s*/g, ', ')}` : ''}`,
  }));
  const options: Options = OWN_OPTIONS;
  return helpPage({
    usage: `run ${name} [--<input> <value>]...`,
    about: `Inputs\n${columns(rows)}`,
    options,
  });
}
