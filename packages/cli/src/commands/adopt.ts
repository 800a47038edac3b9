import { join } from 'node:path';
import { type Adoption, adoptPins, type FoundChange, parsePins, showPosition } from '@gatehouse/workflow-kit';
import { type Comparison, compare, type ToldDrift, toldOf } from '../comparison.ts';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-code.ts';
import { DRIFT_TITLES, wouldLose } from '../mending.ts';
import { loadProject, readCatalogue } from '../project.ts';
import { TARGET_OPTIONS } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../workflow-folder.ts';

const OPTIONS = {
  ...TARGET_OPTIONS,
  json: { type: 'boolean', about: 'Tell what was adopted as JSON' },
} as const;

/** Takes pins that were bumped in the workflows over into the catalogue, and writes the workflows anew. */
export const adopt = defineCommand({
  name: 'adopt',
  about: `Takes pins that Dependabot or Renovate has bumped in the workflows over into
workflows-src/pins/action.yml, and generates the workflows again. A pin is taken over when it is a full
commit with its full version beside it, the same in all workflows, and no known version at another commit.`,
  options: OPTIONS,
  async run({ values }, { cwd, terminal }) {
    const call = { command: 'adopt', values, cwd };
    const project = await loadProject(cwd);
    const { catalogue } = project;
    const before = await compare(project, call);
    const { text, adopted } = adoptPins(readCatalogue(project), catalogue, changesIn(before));
    const { findings, warnings, drifts, folder } = await compare(
      { ...project, pins: parsePins(text, catalogue) },
      call,
    );
    const changed = drifts.filter(({ expected }) => expected !== undefined);
    const bumped = new Set(before.drifts.flatMap(({ kind, file }) => (kind === 'pin-bump' ? [file] : [])));
    // Where the source has moved on as well, nothing tells a bump that is adopted from an edit any more.
    const refused = changed.filter((drift) => wouldLose(drift) && !bumped.has(drift.file));
    const written = findings.length > 0 ? [] : changed.filter((drift) => !refused.includes(drift));
    if (findings.length === 0 && adopted.length > 0) writeWhole(catalogue, text);
    for (const { file, expected = '' } of written) writeWhole(join(folder, file), expected);
    const outcome: Outcome = {
      ok: findings.length === 0 && refused.length === 0,
      findings,
      warnings,
      adopted: findings.length > 0 ? [] : adopted,
      written: written.map(({ file }) => file),
      refused: refused.map((drift) => toldOf(drift, values)),
    };
    if (values.json) terminal.out(JSON.stringify({ ...outcome, adopted: plain(outcome) }, null, 2));
    else report(outcome, terminal);
    return outcome.ok ? EXIT.ok : EXIT.refused;
  },
});

interface Outcome extends Pick<Adoption, 'adopted'> {
  readonly ok: boolean;
  /** What the rules say about the workflows with the new pins; then nothing is adopted. */
  readonly findings: readonly string[];
  /** What the pins that were adopted leave to do. */
  readonly warnings: readonly string[];
  readonly written: readonly string[];
  readonly refused: readonly ToldDrift[];
}

function changesIn({ drifts, folder }: Comparison): readonly FoundChange[] {
  return drifts.flatMap((drift) =>
    drift.kind === 'pin-bump'
      ? drift.changes.map((change) => ({
          ...change,
          at: { file: join(folder, drift.file), line: change.line },
        }))
      : [],
  );
}

function plain({ adopted }: Outcome) {
  return adopted.map(({ from, to }) => ({
    action: to.action,
    from: { commit: from.commit, version: from.version },
    to: { commit: to.commit, version: to.version },
  }));
}

function report(outcome: Outcome, { out, err, paint }: Terminal): void {
  const { findings, warnings, adopted, written, refused } = outcome;
  for (const line of [...findings, ...warnings]) err(line);
  for (const { file, kind, message, command } of refused) {
    err(`${file}: ${DRIFT_TITLES[kind]}. ${message}\n  ${command}`);
  }
  for (const { from, to } of adopted) {
    out(
      `${paint('green', 'adopted')}  ${to.action} ${from.version} → ${to.version} (${showPosition(to.at)})`,
    );
  }
  for (const file of written) out(`${paint('green', 'written')}  ${file}`);
  if (adopted.length === 0) out(findings.length > 0 ? 'Nothing was adopted.' : 'There is nothing to adopt.');
}
