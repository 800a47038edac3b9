import { ActionError, quote } from '@gatehouse/action-kit';
import type { LintDeps } from '../deps.ts';
import { faultsOf, listFaults } from '../faults.ts';
import { noticesIn } from '../notices.ts';
import type { LintInputs } from './inputs.ts';
import { type Looked, look } from './look.ts';
import { lintOutputs, lintSummary } from './report.ts';

/** Looks at all manifests, reports every finding in each of them, and fails where one is an error. */
export async function runLint(inputs: LintInputs, deps: LintDeps): Promise<void> {
  const looked = await look(inputs, deps);
  tell(looked, deps);
  deps.setOutputs(lintOutputs(looked, inputs, deps.context));
  await deps.appendSummary(lintSummary(looked));
  const failure = failureOf(looked, inputs);
  if (failure !== undefined) throw failure;
}

function tell({ lint }: Looked, { log }: LintDeps): void {
  for (const { path: file, findings } of lint.manifests) {
    for (const { path, message } of noticesIn(file, findings)) {
      log.info(`${quote(file)}${path === '' ? '' : ` ${path}`}: ${message}`);
    }
  }
  log.info(`Checked ${lint.manifests.length} manifests: ${lint.errors} errors, ${lint.notices} notices.`);
}

function failureOf({ lint }: Looked, { layout, manifest, own }: LintInputs): ActionError | undefined {
  if (lint.manifests.length === 0) {
    return new ActionError({
      code: 'NO_MANIFESTS',
      message: `Found no manifest at ${quote(manifest)}, at ${quote(layout.path)} or in ${quote(own)}.`,
      hint: 'Set "layout", "manifest", "own-manifests" and "branch" to where the manifests are.',
    });
  }
  if (lint.errors === 0) return undefined;
  const faults = lint.manifests.flatMap(({ path, findings }) => faultsOf(path, findings));
  const files = lint.manifests.filter(({ isSound }) => !isSound).length;
  return new ActionError({
    code: 'UNSOUND_MANIFEST',
    message: listFaults(
      faults,
      [
        `${lint.errors} errors; ${files} of ${lint.manifests.length} manifests are affected:`,
        ...lint.clashes,
      ].join('\n'),
    ),
    hint: 'A merge with "repair: true" fixes what can be fixed; with "dry-run: true" it only shows the difference.',
  });
}
