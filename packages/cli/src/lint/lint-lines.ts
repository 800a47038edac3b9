import { quote } from '@gatehouse/action-kit/quote';
import type { LintFinding } from '@gatehouse/toolchain';
import type { LintMode, LintOutcome } from './lint-workflows.ts';

/** Whether what became of a linter lets the check pass. */
export function lintPasses(outcome: LintOutcome, mode: LintMode): boolean {
  switch (outcome.status) {
    case 'ran':
      return outcome.findings.length === 0;
    case 'failed':
      return false;
    case 'not-run':
      return mode !== 'required';
    default:
      return outcome satisfies never;
  }
}

/** What is said of a linter: its findings, and in one line whether it ran. */
export function lintLines(outcome: LintOutcome): {
  readonly findings: readonly string[];
  readonly summary: string;
} {
  const name = `${outcome.tool} ${outcome.version}`;
  switch (outcome.status) {
    case 'not-run':
      return { findings: [], summary: `${name} was not run: ${outcome.why}` };
    case 'failed':
      return {
        findings: [],
        summary: `${name} failed, so it checked nothing: ${outcome.why}`,
      };
    case 'ran': {
      const { findings, notes, files } = outcome;
      const lines = [
        ...findings.map((finding) => lineOf(finding, outcome.tool)),
        ...notes.map(
          (finding) =>
            `${lineOf(finding, outcome.tool)} (not a failure; list your own labels in .github/actionlint.yaml to make it one)`,
        ),
      ];
      return {
        findings: lines,
        summary: `${name}: ${counted(findings.length, 'finding')} in ${counted(files, 'file')}.`,
      };
    }
    default:
      return outcome satisfies never;
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** What a linter says may quote the file. */
function lineOf({ file, line, column, rule, message }: LintFinding, tool: string): string {
  const text = quote(message.split('. see https')[0]).slice(1, -1).replaceAll('\\"', '"');
  return `${file}:${line}:${column} ${tool}/${rule}: ${text}`;
}
