import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import { parse } from 'yaml';
import { releaseFolder } from '../bundle/bundle.ts';
import type { ActionDefinition } from '../repository.ts';
import { runnerEnvironment } from './runner-environment.ts';
import { type Annotation, readCommandFile, readWorkflowCommands } from './workflow-commands.ts';

export interface BuiltActionOptions {
  /** Inputs as they stand under `with:`; those left out get the defaults of `action.yml`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** On top of a runner's own variables; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The workspace; an empty temporary folder when left out. */
  readonly cwd?: string;
  /** Where the release stands; `release/` in the root when left out. */
  readonly release?: string;
  /** Milliseconds until the process is killed; a minute when left out. */
  readonly timeout?: number;
  /** Called with the process once it runs, to send it a signal. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** What a run of a built action left behind. */
export interface BuiltActionResult {
  /** `null` when a signal ended the process. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Everything on stdout, workflow commands among it. */
  readonly stdout: string;
  readonly stderr: string;
  /** stdout and stderr without the lines that register a mask: no secret may stand here. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The Markdown of the job summary. */
  readonly summary: string;
  /** The errors, warnings and notices in the order of their appearance. */
  readonly annotations: readonly Annotation[];
}

/**
 * Runs the built entry of `name` as a runner does: node24, inputs as `INPUT_*` variables, files for
 * outputs and summary, and nothing of this process's own environment but `PATH`.
 */
export async function runBuiltAction(
  name: string,
  options: BuiltActionOptions = {},
): Promise<BuiltActionResult> {
  const release = options.release ?? sharedRelease(name);
  const definition = parse(await readFile(join(release, name, 'action.yml'), 'utf8')) as ActionDefinition;
  const temp = await mkdtemp(join(tmpdir(), 'gatehouse-runner-'));
  try {
    const cwd = options.cwd ?? join(temp, 'workspace');
    const files = { output: join(temp, 'output'), summary: join(temp, 'summary') };
    for (const file of Object.values(files)) await writeFile(file, '');
    await writeFile(join(temp, 'event.json'), '{}');
    for (const folder of [cwd, join(temp, 'home'), join(temp, 'temp')])
      await mkdir(folder, { recursive: true });
    const env = {
      ...runnerEnvironment(temp, cwd),
      PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      GITHUB_OUTPUT: files.output,
      GITHUB_STEP_SUMMARY: files.summary,
      ...options.env,
    };
    const ended = await run(join(release, name, definition.runs.main), {
      ...options,
      cwd,
      env: { ...env, ...inputVariables(definition, options.inputs ?? {}, env) },
    });
    const { annotations, rest } = readWorkflowCommands(ended.stdout);
    return {
      ...ended,
      log: `${rest}${ended.stderr}`,
      outputs: readCommandFile(await readFile(files.output, 'utf8')),
      summary: await readFile(files.summary, 'utf8'),
      annotations,
    };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}

/** `release/` of this repository, which the set-up of the tests has brought up to date, if it could. */
function sharedRelease(name: string): string {
  const broken = process.env.GATEHOUSE_BUNDLE_ERROR;
  if (broken === undefined) return releaseFolder;
  throw new Error(`There is no built ${name} to run, for the bundler failed:\n${broken}`);
}

type Ended = Pick<BuiltActionResult, 'exitCode' | 'signal' | 'stdout' | 'stderr'>;

async function run(entry: string, options: BuiltActionOptions): Promise<Ended> {
  const { cwd, env, timeout = 60_000, onStart } = options;
  const child = spawn(process.execPath, [entry], {
    cwd,
    env,
    timeout,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = new Promise<Pick<Ended, 'exitCode' | 'signal'>>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
  });
  child.once('spawn', () => onStart?.(child));
  const [end, stdout, stderr] = await Promise.all([closed, readAll(child.stdout), readAll(child.stderr)]);
  return { ...end, stdout, stderr };
}

/** `INPUT_*` as the runner names them: upper case, spaces become underscores, dashes stay. */
function inputVariables(
  { inputs: declared = {} }: ActionDefinition,
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const unknown = Object.keys(given).find((name) => !(name in declared));
  if (unknown !== undefined) {
    throw new Error(
      `action.yml has no input "${unknown}"; it has ${Object.keys(declared).join(', ') || 'none'}.`,
    );
  }
  return Object.fromEntries(
    Object.entries(declared).map(([name, { default: preset = '' }]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      given[name] ?? evaluate(`${preset}`, env),
    ]),
  );
}

/** Fills in the expressions that stand in defaults: properties of the `github` and `runner` contexts. */
function evaluate(template: string, env: Readonly<Record<string, string | undefined>>): string {
  return template.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
    const [, context, property] = /^(github|runner)\.(\w+)$/.exec(expression) ?? [];
    if (context === undefined) throw new Error(`Cannot evaluate "${expression}"; give the input a value.`);
    return env[`${context}_${property}`.toUpperCase()] ?? '';
  });
}
