import { quote } from '@gatehouse/action-kit';
import { describeEnding } from '@gatehouse/process';
import { LINT_TIMEOUT_MS, type LintFinding, type LintOrder, type LintResult } from './lint-result.ts';

/** Its exit codes: 0 without findings, 11 to 14 by the severity of the worst one; others are failures of its own. */
const CLEAN = 0;
const WITH_FINDINGS = new Set<number | undefined>([11, 12, 13, 14]);

/** Runs zizmor without the network. The repository's `zizmor.yml` is read. */
export async function lintWithZizmor({ path, files, cwd, env, exec }: LintOrder): Promise<LintResult> {
  const args = ['--offline', '--no-progress', '--color', 'never', '--format', 'json-v1', '--', ...files];
  const ended = await exec({ command: path, args, cwd, env, timeoutMs: LINT_TIMEOUT_MS });
  const { exitCode } = ended;
  const hasEnded = exitCode === CLEAN || WITH_FINDINGS.has(exitCode);
  const findings = hasEnded ? readFindings(ended.stdout) : undefined;
  if (findings === undefined || findings.length > 0 !== WITH_FINDINGS.has(exitCode)) {
    const said = ended.stderr.split('\n').find((line) => /^(fatal|error)/.test(line));
    return {
      kind: 'failed',
      why: `zizmor ${describeEnding(ended)} and said ${quote(said ?? ended.stderr.trim().slice(-200))}.`,
    };
  }
  return { kind: 'ran', findings, ignored: [] };
}

interface Location {
  readonly symbolic?: {
    readonly kind?: string;
    readonly key?: { readonly Local?: { readonly verbatim_path?: string } };
  };
  readonly concrete?: {
    readonly location?: { readonly start_point?: { readonly row?: number; readonly column?: number } };
  };
}

function readFindings(stdout: string): readonly LintFinding[] | undefined {
  try {
    const read: unknown = JSON.parse(stdout);
    if (!Array.isArray(read)) return undefined;
    return read.map(({ ident, desc, locations }) => {
      const all: readonly Location[] = Array.isArray(locations) ? locations : [];
      const { symbolic, concrete } = all.find((one) => one.symbolic?.kind === 'Primary') ?? all[0] ?? {};
      const { row = 0, column = 0 } = concrete?.location?.start_point ?? {};
      return {
        file: String(symbolic?.key?.Local?.verbatim_path ?? ''),
        line: row + 1,
        column: column + 1,
        rule: String(ident),
        message: String(desc),
      };
    });
  } catch {
    return undefined;
  }
}
