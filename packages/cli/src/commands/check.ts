import { join, matchesGlob } from 'node:path';
import type { Drift } from '@gatehouse/workflow-kit';
import { compare, type ToldDrift, toldOf } from '../comparison.ts';
import { defineCommand } from '../define-command.ts';
import { difference, paintDifference } from '../difference.ts';
import { EXIT } from '../exit-code.ts';
import { usageError } from '../failure.ts';
import { lintLines, lintPasses } from '../lint/lint-lines.ts';
import { type LintMode, type LintOutcome, lintWorkflows } from '../lint/lint-workflows.ts';
import { DRIFT_TITLES } from '../mending.ts';
import { loadProject } from '../project.ts';
import { TARGET_OPTIONS } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { readWorkflowFolder } from '../workflow-folder.ts';

const OPTIONS = {
  ...TARGET_OPTIONS,
  allow: {
    type: 'string',
    value: 'file',
    multiple: true,
    about: 'A file, or a glob of files, that no source makes and that may stand there; can be given again',
  },
  lint: {
    type: 'boolean',
    about: 'Require actionlint and zizmor: install them if they are missing, fail if they cannot run',
  },
  'no-lint': { type: 'boolean', about: 'Do not run actionlint and zizmor' },
  'lint-all': { type: 'boolean', about: 'Also lint workflow files that no source makes' },
  json: { type: 'boolean', about: 'Tell what was found as JSON' },
} as const;

/** Compares the workflows with their sources; writes nothing. */
export const check = defineCommand({
  name: 'check',
  about: `Ends with 1 when a workflow is not what workflows-src says. Tells apart what a bot has bumped, what was
edited by hand, what another version of the generator wrote, what its source has left behind, and
files that nobody knows. Shows each as a diff that git apply takes, with the one command that mends it.
If the pinned versions of actionlint and zizmor are installed, they check the generated files as well, and
their findings fail the command. --lint installs them (with Go and pip).`,
  options: OPTIONS,
  async run({ values }, { cwd, env, terminal }) {
    const mode = lintMode(values);
    const project = await loadProject(cwd);
    const { findings, warnings, files, drifts, folder, shown } = await compare(project, {
      command: 'check',
      values,
      cwd,
    });
    const isAllowed = ({ file, expected }: Drift) =>
      expected === undefined && values.allow.some((glob) => matchesGlob(file, glob));
    const drift = drifts
      .filter((one) => !isAllowed(one))
      .map((one) => ({
        ...toldOf(one, values),
        file: `${shown}/${one.file}`,
        ...(one.kind === 'pin-bump' ? { bumps: bumpsOf(one) } : {}),
        diff: difference(one, shown),
      }));
    const there = [...readWorkflowFolder(folder).keys()];
    const generated = new Set(files.map(({ file }) => file));
    const linted = there.filter((file) => values['lint-all'] || generated.has(file));
    const lint = await lintWorkflows({
      mode,
      root: project.root,
      files: linted.map((file) => join(folder, file)),
      env,
    });
    const isClean = lint.every((outcome) => lintPasses(outcome, mode));
    const ok = findings.length === 0 && drift.length === 0 && isClean;
    const found: Found = { ok, findings, warnings, drift, lint };
    if (values.json) terminal.out(JSON.stringify(found, null, 2));
    else report(found, files.length, terminal);
    return ok ? EXIT.ok : EXIT.refused;
  },
});

interface Found {
  readonly ok: boolean;
  readonly findings: readonly string[];
  /** What does not fail the check. */
  readonly warnings: readonly string[];
  readonly drift: readonly (ToldDrift & { readonly diff: string | undefined })[];
  readonly lint: readonly LintOutcome[];
}

function report({ findings, warnings, drift, lint }: Found, count: number, terminal: Terminal): void {
  const { out, err, paint } = terminal;
  for (const line of [...findings, ...warnings]) err(line);
  for (const { file, kind, message, command, diff } of drift) {
    out(`${paint('bold', `${file}: ${DRIFT_TITLES[kind]}`)}\n${message}\n  ${paint('cyan', command)}\n`);
    if (diff !== undefined) out(`${paintDifference(diff, terminal)}\n`);
  }
  const said = lint.map(lintLines);
  for (const line of said.flatMap((one) => one.findings)) err(line);
  if (drift.length === 0 && findings.length === 0)
    out(`${plural(count, 'workflow is', 'workflows are')} what workflows-src says.`);
  if (drift.length > 0) out(`${plural(drift.length, 'file is', 'files are')} not what workflows-src says.`);
  if (findings.length > 0) out(`${plural(findings.length, 'finding', 'findings')} of the rules.`);
  for (const { summary } of said) out(summary);
}

function lintMode(values: {
  readonly lint: boolean;
  readonly 'no-lint': boolean;
  readonly 'lint-all': boolean;
}): LintMode {
  if (values['no-lint'] && (values.lint || values['lint-all']))
    throw usageError('--no-lint cannot be combined with --lint or --lint-all.', 'check');
  if (values['no-lint']) return 'off';
  return values.lint ? 'required' : 'installed';
}

function plural(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

function bumpsOf({ changes }: Extract<Drift, { kind: 'pin-bump' }>) {
  return changes.map(({ action, line, commit, version, pin }) => ({
    action,
    line,
    from: { commit: pin.commit, version: pin.version },
    to: { commit, version },
  }));
}
