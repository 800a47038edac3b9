import { ActionError, quote } from '@gatehouse/action-kit';
import { versionFiles } from '@gatehouse/version-manifest';
import { deliver } from './deliver.ts';
import type { Deps } from './deps.ts';
import type { Delivery } from './inputs.ts';
import { inspectArchives } from './inspect-archives.ts';
import { legOf } from './leg.ts';
import type { Outcome } from './outcome.ts';
import { type PartPlan, type Planned, planPart } from './plan.ts';
import { readCandidates } from './read-candidates.ts';
import type { VersionFilesInputs } from './version-files-inputs.ts';

/** Finds the archives of one leg, plans its part, looks into them and delivers it. */
export async function runVersionFiles(inputs: VersionFilesInputs & Delivery, deps: Deps): Promise<Outcome> {
  const { context, log } = deps;
  const { release, names } = inputs;
  const candidates = await readCandidates(inputs.source, release.tag, deps.cwd);
  const plan = planPart(candidates, { ...inputs, serverUrl: context.serverUrl });
  if (plan.decision === 'refuse') throw refusal(plan);
  for (const { name, reason } of plan.excluded) log.info(`Left out: ${quote(name)} (${reason})`);
  const inspections = await inspectArchives(plan.archives.map(inspectable), inputs.inspection, log);
  const message = {
    key: plan.key,
    target: inputs.target,
    leg: legOf(inputs.scope, inputs.matrix),
    content: plan.archives.map(({ entry }) => entry),
    excluded: plan.excluded,
    rules: { repository: release.repository, names, serverUrl: context.serverUrl },
  };
  const delivered = await deliver(versionFiles, message, inputs, deps);
  return { kind: 'version-files', release, archives: plan.archives, inspections, ...delivered };
}

function inspectable({ candidate, entry }: Planned) {
  const { filename, platform, arch, size } = entry;
  return { filename, platform, arch, size, path: candidate.path };
}

const SHOWN = 20;

function refusal({ mistakes }: Extract<PartPlan, { decision: 'refuse' }>): ActionError<'PART_REFUSED'> {
  const rest = mistakes.length - SHOWN;
  return new ActionError({
    code: 'PART_REFUSED',
    message: [...mistakes.slice(0, SHOWN), ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n'),
    hint: 'Nothing was written. Mend the build or the release; "name-template" and "companions" say what else may lie there.',
  });
}
