import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  ActionError,
  appendSummary,
  type Log,
  quote,
  type RunContext,
  readRunContext,
  runnerLog,
  setOutputs,
} from '@gatehouse/action-kit';
import { buildPart, type Part, uploadPart, type WrittenPart, writePart } from '@gatehouse/parts';
import { versionFiles } from '@gatehouse/version-manifest';
import type { Inputs } from './inputs.ts';
import { inspectArchives } from './inspect-archives.ts';
import { legOf } from './leg.ts';
import type { Outcome } from './outcome.ts';
import { type PartPlan, planPart } from './plan.ts';
import { readCandidates } from './read-candidates.ts';
import { outputsOf, summaryOf } from './report.ts';

/** What the action needs from the world. */
export interface Deps {
  /** The folder that globs and paths are relative to. */
  readonly cwd: string;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly context: RunContext;
  readonly log: Log;
  readonly uploadPart: typeof uploadPart;
  readonly setOutputs: typeof setOutputs;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

function runnerDeps(): Deps {
  return {
    cwd: process.cwd(),
    temp: process.env.RUNNER_TEMP || tmpdir(),
    context: readRunContext(),
    log: runnerLog,
    uploadPart,
    setOutputs,
    appendSummary,
  };
}

/** Finds the archives of one leg, plans its part, looks into them, writes, uploads and reports. */
export async function run(inputs: Inputs, deps: Deps = runnerDeps()): Promise<void> {
  const { context, log } = deps;
  const candidates = await readCandidates(inputs.source, inputs.release.tag, deps.cwd);
  const plan = planPart(candidates, { ...inputs, serverUrl: context.serverUrl });
  if (plan.decision === 'refuse') throw refusal(plan);
  for (const { name, reason } of plan.excluded) log.info(`Left out: ${quote(name)} (${reason})`);
  const inspections = await inspectArchives(plan.archives, inputs.inspection, log);

  const part = buildPart(
    versionFiles,
    {
      key: plan.key,
      target: inputs.target,
      leg: legOf(inputs.scope, inputs.matrix),
      run: context,
      content: plan.archives.map(({ entry }) => entry),
      excluded: plan.excluded,
    },
    { repository: inputs.release.repository, names: inputs.names, serverUrl: context.serverUrl },
  );
  const written = await write(
    part,
    resolve(deps.cwd, inputs.outputDir ?? join(deps.temp, 'gatehouse-parts')),
  );
  log.info(
    `Wrote the part of ${quote(plan.key)} with ${plan.archives.length} archives: ${quote(written.path)}`,
  );
  const { retentionDays, deadlineMs: deadline } = inputs;
  const options = { deadline, ...(retentionDays !== undefined && { retentionDays }) };
  const uploaded = inputs.upload ? await deps.uploadPart(written, options) : undefined;
  if (uploaded) log.info(`Uploaded the artifact ${quote(uploaded.name)} (id ${uploaded.id})`);

  const outcome: Outcome = { release: inputs.release, part, plan, inspections, written, uploaded };
  deps.setOutputs(outputsOf(outcome));
  await deps.appendSummary(summaryOf(outcome));
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

async function write(part: Part, folder: string): Promise<WrittenPart> {
  await mkdir(folder, { recursive: true });
  try {
    return await writePart(part, versionFiles, folder);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    throw new ActionError({
      code: 'PART_EXISTS',
      message: `The part of ${quote(part.key)} is already in ${quote(folder)}, and is never written over.`,
      hint: 'Give this step another "key" or another "output-dir".',
      cause: thrown,
    });
  }
}
