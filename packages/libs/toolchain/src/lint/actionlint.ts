import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { quote } from '@gatehouse/action-kit';
import { describeEnding } from '@gatehouse/process';
import { isGap } from './actionlint-gaps.ts';
import { LINT_TIMEOUT_MS, type LintFinding, type LintOrder, type LintResult } from './lint-result.ts';

/** Its exit code for files without and with findings; others are failures of its own. */
const ENDED = new Set<number | undefined>([0, 1]);

/**
 * Runs actionlint. Not with shellcheck or pyflakes, which are on one machine and not on the next; the repository's
 * `.github/actionlint.yaml` is read.
 */
export async function lintWithActionlint({ path, files, cwd, env, exec }: LintOrder): Promise<LintResult> {
  const args = ['-format', '{{json .}}', '-no-color', '-shellcheck=', '-pyflakes=', ...files];
  const ended = await exec({ command: path, args, cwd, env, timeoutMs: LINT_TIMEOUT_MS });
  const found = ENDED.has(ended.exitCode) ? readFindings(ended.stdout) : undefined;
  // Findings without the exit code for them, or the other way round, were not understood.
  if (found === undefined || found.length > 0 !== (ended.exitCode === 1)) {
    const said = quote(ended.stderr.trim().split('\n')[0] || ended.stdout.slice(0, 200));
    return { kind: 'failed', why: `actionlint ${describeEnding(ended)} and said ${said}.` };
  }
  const lines = new Map<string, readonly string[]>();
  for (const file of new Set(found.map((one) => one.file))) {
    lines.set(file, (await readFile(resolve(cwd, file), 'utf8')).split('\n'));
  }
  const ignored = found.filter((one) => isGap(one, lines.get(one.file)?.[one.line - 1] ?? ''));
  return { kind: 'ran', findings: found.filter((one) => !ignored.includes(one)), ignored };
}

function readFindings(stdout: string): readonly LintFinding[] | undefined {
  try {
    const read: unknown = JSON.parse(stdout);
    if (!Array.isArray(read)) return undefined;
    return read.map(({ filepath, line, column, kind, message }) => ({
      file: String(filepath),
      line: Number(line),
      column: Number(column),
      rule: String(kind),
      message: String(message),
    }));
  } catch {
    return undefined;
  }
}
