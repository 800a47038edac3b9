import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isActionError, memoryLog, type OutputValue, type RunContext } from '@gatehouse/action-kit';
import { parse } from 'yaml';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import { readInputs } from '../src/inputs.ts';
import { run } from '../src/run.ts';

/** Files by their paths. */
export type Files = Readonly<Record<string, string>>;

/** The inputs that the action gets for what a workflow gives: the defaults of action.yml for the rest. */
export async function withDefaults(
  given: Readonly<Record<string, string>>,
  ref: string,
): Promise<ReadonlyMap<string, string>> {
  const definition = parse(await readFile(new URL('../action.yml', import.meta.url), 'utf8'));
  const inputs: Readonly<Record<string, { readonly default: string }>> = definition.inputs;
  const defaults = Object.entries(inputs).map(([name, { default: preset }]): [string, string] => [
    name,
    preset === '${{' + ' github.ref }}' ? ref : preset,
  ]);
  return new Map([...defaults, ...Object.entries(given)]);
}

/** Writes `files` below `root`. */
export async function writeFiles(root: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
}

export interface Setting {
  readonly files?: Files;
  /** What else is done to the checkout. */
  readonly prepare?: (root: string) => Promise<void>;
  /** The run that asks; none when left out. */
  readonly context?: RunContext;
}

/** Plays the action for a run of `ref` in a real checkout. */
export async function play(ref: string, given: Readonly<Record<string, string>> = {}, setting: Setting = {}) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'tag-guard-'));
  const root = join(folder.path, 'checkout');
  await mkdir(root);
  await writeFiles(root, setting.files ?? {});
  await setting.prepare?.(root);
  const values = await withDefaults(given, ref);
  const log = memoryLog();
  const outputs: Record<string, OutputValue> = {};
  let summary = '';
  const error = await run(
    readInputs((name) => values.get(name) ?? ''),
    {
      root,
      log,
      gate: {
        context: setting.context,
        apiUrl: 'https://api.github.com',
        serverUrl: 'https://github.com',
      },
      wallClock: () => Date.UTC(2026, 0, 2),
      setOutputs: (more) => void Object.assign(outputs, more),
      appendSummary: async (markdown) => {
        summary += markdown;
      },
    },
  ).then(
    () => undefined,
    (thrown: unknown) => {
      if (isActionError(thrown)) return thrown;
      throw thrown;
    },
  );
  await assertEvidence('tag-guard', outputs.evidence);
  return { outputs, summary, log: log.lines, error };
}

/** What is said against the tag `v0.5.1` by these files; empty for a release. */
export async function objections(list: string, files: Files, given: Readonly<Record<string, string>> = {}) {
  const { error, outputs } = await play('refs/tags/v0.5.1', { files: list, ...given }, { files });
  const [, ...said] = error?.message.split('\n') ?? [''];
  return { ok: outputs.ok, said };
}

/** What the log says of the places that do not stand against the tag `v0.5.1`. */
export async function placesTold(list: string, files: Files, given: Readonly<Record<string, string>> = {}) {
  const { log } = await play('refs/tags/v0.5.1', { files: list, ...given }, { files });
  return log.flatMap((line) => /^info: ((?:Compared|Left out): .*)/.exec(line)?.[1] ?? []);
}
