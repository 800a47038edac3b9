import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { quote } from '@gatehouse/action-kit/quote';
import { type Drift, suggestion } from '@gatehouse/workflow-kit';
import { compare, type ToldDrift, toldOf } from '../comparison.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-code.ts';
import { usageError } from '../failure.ts';
import { DRIFT_TITLES, wouldLose } from '../mending.ts';
import { loadProject } from '../project.ts';
import { TARGET_OPTIONS } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../workflow-folder.ts';

const OPTIONS = {
  ...TARGET_OPTIONS,
  force: { type: 'boolean', about: 'Overwrite what was changed by hand or by a bot' },
  remove: {
    type: 'string',
    value: 'file',
    multiple: true,
    about: 'Remove this file, which no source makes; can be given again',
  },
  json: { type: 'boolean', about: 'Tell what was done as JSON' },
} as const;

/** Renders the sources and writes what differs: all of it or, when something would be lost, nothing. */
export const generate = defineCommand({
  name: 'generate',
  about: `Renders every workflow that a file in workflows-src exports and writes those that differ.
Writes nothing at all when a rule finds something, or when a file holds what would be lost:
a pin that a bot has bumped (gatehouse adopt takes it over) or an edit by hand (--force drops it).
Removes nothing that it is not told to remove.`,
  options: OPTIONS,
  async run({ values }, { cwd, terminal }) {
    const project = await loadProject(cwd);
    const comparison = await compare(project, { command: 'generate', values, cwd });
    const { findings, warnings, files, drifts, folder } = comparison;
    const unknown = drifts.filter(({ expected }) => expected === undefined);
    const changed = drifts.filter(({ expected }) => expected !== undefined);
    const removed = values.remove.map((name) => toRemove(name, unknown));
    const refused = values.force ? [] : changed.filter(wouldLose);
    const ok = findings.length === 0 && refused.length === 0;
    if (ok) {
      for (const { file, expected = '' } of changed) writeWhole(join(folder, file), expected);
      for (const file of removed) rmSync(join(folder, file));
    }
    const outcome: Outcome = {
      ok,
      findings,
      warnings,
      refused: refused.map((drift) => toldOf(drift, values)),
      written: ok ? changed.map(({ file }) => file) : [],
      removed: ok ? removed : [],
      unchanged: files.length - changed.length,
      left: unknown.map(({ file }) => file).filter((file) => !ok || !removed.includes(file)),
    };
    if (values.json) terminal.out(JSON.stringify(outcome, null, 2));
    else report(outcome, terminal);
    return ok ? EXIT.ok : EXIT.refused;
  },
});

interface Outcome {
  readonly ok: boolean;
  readonly findings: readonly string[];
  /** What will not run where it is meant for. */
  readonly warnings: readonly string[];
  /** What would have been lost. */
  readonly refused: readonly ToldDrift[];
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
  /** What no source makes. */
  readonly left: readonly string[];
}

function toRemove(name: string, unknown: readonly Drift[]): string {
  const file = name.replace(/^.*[\\/]/, '');
  const names = unknown.map((drift) => drift.file);
  if (names.includes(file)) return file;
  const found = `--remove ${quote(file)}: found no such file among those that no source makes.`;
  throw usageError(`${found}${suggestion(file, names)}`, 'generate');
}

function report(outcome: Outcome, { out, err, paint }: Terminal): void {
  const { ok, findings, warnings, refused, written, removed, unchanged, left } = outcome;
  for (const line of [...findings, ...warnings]) err(line);
  for (const { file, kind, message, command } of refused) {
    err(`${file}: ${DRIFT_TITLES[kind]}. ${message}\n  ${command}`);
  }
  for (const file of written) out(`${paint('green', 'written')}  ${file}`);
  for (const file of removed) out(`${paint('yellow', 'removed')}  ${file}`);
  for (const file of left) out(`${paint('dim', 'left')}     ${file}, which no source makes`);
  out(ok ? `${written.length} written, ${unchanged} unchanged.` : 'Nothing was written.');
}
