import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { run } from '@gatehouse/process';
import {
  installedTool,
  type LintFinding,
  lintWithActionlint,
  lintWithZizmor,
  PINS,
  repositoryCache,
  tool,
  userCache,
} from '@gatehouse/toolchain';
import { home } from '../repository.ts';

/** When linters run: those that are installed already, both or else it is a failure, or none. */
export type LintMode = 'installed' | 'off' | 'required';

/** What became of one linter. */
export type LintOutcome = {
  readonly tool: 'actionlint' | 'zizmor';
  readonly version: string;
} & (
  | { readonly status: 'not-run'; readonly why: string }
  | { readonly status: 'failed'; readonly why: string }
  | {
      readonly status: 'ran';
      readonly files: number;
      readonly findings: readonly LintFinding[];
      /** What is printed and fails nothing. */
      readonly notes: readonly LintFinding[];
    }
);

/** What is to be linted. */
export interface LintCall {
  readonly mode: LintMode;
  readonly root: string;
  /** Absolute paths. */
  readonly files: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

const LINTERS = { actionlint: lintWithActionlint, zizmor: lintWithZizmor } as const;

/** Runs actionlint and zizmor over `files`, as far as `mode` allows; nothing is installed unless it is `required`. */
export async function lintWorkflows(call: LintCall): Promise<readonly LintOutcome[]> {
  return Promise.all([lint('actionlint', call), lint('zizmor', call)]);
}

async function lint(name: keyof typeof LINTERS, { mode, root, files, env }: LintCall): Promise<LintOutcome> {
  const about = { tool: name, version: PINS[name].version };
  const notRun = (why: string): LintOutcome => ({ ...about, status: 'not-run', why });
  if (mode === 'off') return notRun('--no-lint was given.');
  if (files.length === 0) return notRun('there is no workflow file to check.');
  const found = await findProgram(name, mode, root === home ? repositoryCache : userCache(env), env);
  if ('missing' in found) return notRun(found.missing);
  const shown = files.map((file) => relative(root, file).split(sep).join('/'));
  const result = await LINTERS[name]({ path: found.path, files: shown, cwd: root, env, exec: run });
  if (result.kind === 'failed') return { ...about, status: 'failed', why: result.why };
  const notes = result.findings.filter((finding) => isNote(finding, root));
  const findings = result.findings.filter((finding) => !notes.includes(finding));
  return { ...about, status: 'ran', files: files.length, findings, notes };
}

async function findProgram(
  name: keyof typeof LINTERS,
  mode: 'installed' | 'required',
  cache: string,
  env: NodeJS.ProcessEnv,
) {
  if (mode === 'installed') {
    const path = await installedTool(name, cache);
    return path === undefined
      ? { missing: 'it is not installed; gatehouse check --lint installs it.' }
      : { path };
  }
  // On CI the toolchain refuses by itself, in words for this repository's own tests.
  const { CI: _, ...rest } = env;
  return tool(name, { cache, env: rest });
}

/**
 * A label of a machine of one's own is unknown to actionlint until its settings list it. Without settings it cannot
 * tell such a label from a slip, so what it says then is worth a word and no failure.
 */
function isNote({ rule }: LintFinding, root: string): boolean {
  const hasSettings = ['actionlint.yaml', 'actionlint.yml'].some((file) =>
    existsSync(join(root, '.github', file)),
  );
  return rule === 'runner-label' && !hasSettings;
}
