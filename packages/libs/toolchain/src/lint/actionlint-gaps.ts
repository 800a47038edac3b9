import type { LintFinding } from './lint-result.ts';

interface Gap {
  readonly rule: string;
  readonly message: RegExp;
  /** What the line of the file must be, so that a slip beside it is still found. */
  readonly line: RegExp;
}

const AT_THIS_COMMIT = /^\s*(?:- )?uses: \$\/[\w.-]+(?:\/[\w.-]+)*\s*(?:#.*)?$/;

/** What GitHub knows and actionlint 1.7.12 does not. */
const GAPS: readonly Gap[] = [
  // https://github.com/rhysd/actionlint/issues/657
  {
    rule: 'syntax-check',
    message: /^unexpected key "queue" for "concurrency" section\./,
    line: /^\s*queue: (?:max|single)\s*(?:#.*)?$/,
  },
  // https://github.com/rhysd/actionlint/issues/711
  {
    rule: 'action',
    message: /^specifying action "\$\/[\w./-]+" in invalid format because ref is missing\./,
    line: AT_THIS_COMMIT,
  },
  {
    rule: 'workflow-call',
    message:
      /^reusable workflow call "\$\/\.github\/workflows\/[\w.-]+" at "uses" is not following the format/,
    line: AT_THIS_COMMIT,
  },
  // Scopes in GitHub's schema of workflows that came after the release.
  {
    rule: 'permissions',
    message: /^unknown permission scope "(?:code-quality|copilot-requests|drives|vulnerability-alerts)"\./,
    line: /^\s*[\w-]+: (?:read|write|none)\s*(?:#.*)?$/,
  },
];

/** Whether `finding`, at the line `text` of its file, is about what actionlint does not know yet. */
export function isGap({ rule, message }: LintFinding, text: string): boolean {
  return GAPS.some((gap) => gap.rule === rule && gap.message.test(message) && gap.line.test(text));
}
