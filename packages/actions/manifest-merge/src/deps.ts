import { tmpdir } from 'node:os';
import {
  appendSummary,
  findRunContext,
  type Log,
  type RunContext,
  readRunContext,
  runnerLog,
  setOutputs,
} from '@gatehouse/action-kit';
import { downloadParts } from '@gatehouse/parts';
import { run as exec } from '@gatehouse/process';

/** What the action needs from the world. */
export interface Deps {
  readonly context: RunContext;
  readonly log: Log;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly fetch: typeof fetch;
  readonly exec: typeof exec;
  readonly downloadParts: typeof downloadParts;
  readonly setOutputs: typeof setOutputs;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/** Where the manifests are, as far as the environment says it. */
export type Place = Pick<RunContext, 'repository' | 'ref' | 'serverUrl' | 'apiUrl'>;

/** What the mode `lint` needs from the world: it also runs outside of a workflow run. */
export type LintDeps = Omit<Deps, 'context' | 'downloadParts' | 'temp'> & {
  readonly place: Place;
  readonly context: RunContext | undefined;
};

/** The world of the mode `lint`, on a runner or on a person's machine. */
export function lintDeps(env: NodeJS.ProcessEnv = process.env): LintDeps {
  const place = {
    repository: env.GITHUB_REPOSITORY ?? '',
    ref: env.GITHUB_REF ?? '',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
  };
  const context = findRunContext(env);
  return { place, context, log: runnerLog, fetch, exec, setOutputs, appendSummary };
}

/** The world of a step on a runner. */
export function runnerDeps(): Deps {
  const temp = process.env.RUNNER_TEMP || tmpdir();
  const context = readRunContext();
  return { context, log: runnerLog, temp, fetch, exec, downloadParts, setOutputs, appendSummary };
}
