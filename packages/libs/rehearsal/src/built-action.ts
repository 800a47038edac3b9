import { readFile, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { type Ending, type RunResult, run } from '@gatehouse/process';
import { inputVariables, readActionDefinition } from './action-definition.ts';
import { parseFileCommands } from './file-commands.ts';
import { type Annotation, StepLog } from './step-log.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

/** One step with `uses:` an action that is already bundled. */
export interface BuiltActionCall {
  /** The folder of `action.yml`. */
  readonly folder: string;
  /** The bundle, where it does not stand at `runs.main` as seen from `folder`. */
  readonly entry?: string;
  /** What the workflow has under `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The runner's variables, see `runtimeEnvironment`. Of this process's own only PATH is added. */
  readonly env?: Readonly<Record<string, string>>;
  /** What `${{ github.token }}` in a default gives. As on a runner, it is masked and not in the environment. */
  readonly token?: string;
  /** The working folder; `GITHUB_WORKSPACE` of `env` when absent. */
  readonly cwd?: string;
  /** Told of each line of the log at once, secrets masked. */
  readonly onLine?: (line: string) => void;
  /** Milliseconds after which the step is ended with everything it started; ten minutes when absent. */
  readonly timeoutMs?: number;
  /** Ends the step early: SIGTERM to its whole process group, SIGKILL `graceMs` later. */
  readonly signal?: AbortSignal;
  /** Milliseconds from SIGTERM to SIGKILL; 5000 when absent, 0 for a killed step. */
  readonly graceMs?: number;
}

/** What the step left behind. */
export interface BuiltActionResult {
  /** `undefined` when the process was ended from outside; `ending` says how. */
  readonly exitCode: number | undefined;
  readonly ending: Ending;
  readonly outputs: Readonly<Record<string, string>>;
  /** What it wrote to `GITHUB_ENV`. */
  readonly exported: Readonly<Record<string, string>>;
  /** The Markdown of the job summary. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
  /** The log as its reader sees it: stdout and stderr, secrets masked, commands read. */
  readonly log: string;
  /** What the process wrote, workflow commands and secrets that it masked among it. */
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

const FILES = ['OUTPUT', 'ENV', 'PATH', 'STATE', 'STEP_SUMMARY'] as const;

/** Without these a program does not start, or not on Windows; everything else must come from the call. */
const INHERITED = ['TMPDIR', 'TMP', 'TEMP', 'SystemRoot', 'ComSpec', 'PATHEXT'];

/**
 * Runs a bundled action in a Node process of its own, as the runner would: defaults of `action.yml`,
 * `INPUT_*`, file commands, workflow commands. A failing action is a result; what throws is a call that
 * no runner could make (`NOT_PLAYABLE`) or a file command that it would refuse (`BAD_FILE_COMMAND`).
 */
export async function runBuiltAction(call: BuiltActionCall): Promise<BuiltActionResult> {
  const { env = {}, token = '' } = call;
  const definition = await readActionDefinition(call.folder);
  const inputs = inputVariables(definition, call.inputs ?? {}, { env, token });
  const files = await makeTemporaryFolder('step');
  try {
    const variables = FILES.map((name) => [`GITHUB_${name}`, join(files, name)] as const);
    await Promise.all(variables.map(([, path]) => writeFile(path, '')));
    const log = new StepLog(token === '' ? [] : [token]);
    const started = performance.now();
    const ended = await play(call, call.entry ?? definition.main, log, {
      ...inherited(),
      ...env,
      ...inputs,
      ...Object.fromEntries(variables),
    });
    const left = (name: (typeof FILES)[number]) => readFile(join(files, name), 'utf8');
    return {
      exitCode: ended.exitCode,
      ending: ended,
      stdout: ended.stdout,
      stderr: ended.stderr,
      log: log.lines.join('\n'),
      annotations: log.annotations,
      outputs: parseFileCommands(await left('OUTPUT')),
      exported: parseFileCommands(await left('ENV')),
      summary: await left('STEP_SUMMARY'),
      durationMs: performance.now() - started,
    };
  } finally {
    await rm(files, { recursive: true, force: true });
  }
}

function play(
  { env, cwd = env?.GITHUB_WORKSPACE, timeoutMs = 600_000, graceMs, signal, onLine }: BuiltActionCall,
  entry: string,
  log: StepLog,
  variables: Record<string, string>,
): Promise<RunResult> {
  return run({
    command: process.execPath,
    args: [entry],
    env: variables,
    cwd,
    timeoutMs,
    graceMs,
    signal,
    onLine(line) {
      const shown = log.read(line);
      if (shown !== undefined) onLine?.(shown);
    },
  });
}

function inherited(): Record<string, string> {
  const own = INHERITED.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  // A runner has its own Node first, so that what an action starts finds the same one.
  const path = [dirname(process.execPath), process.env.PATH].join(delimiter);
  return { PATH: path, ...Object.fromEntries(own) };
}
