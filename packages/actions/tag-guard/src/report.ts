import { ActionError, type Log, type OutputValue } from '@gatehouse/action-kit';
import { type Circumstances, evidenceOf } from './evidence.ts';
import type { Inputs } from './inputs.ts';
import type { Finding } from './lockstep/check.ts';
import { against, describe, type Result, reasonOf } from './result.ts';
import { renderSummary } from './summary.ts';

/** Where a result is told. */
export interface ReportDeps {
  readonly log: Log;
  readonly setOutputs: (outputs: Readonly<Record<string, OutputValue>>) => void;
  readonly appendSummary: (markdown: string) => Promise<void>;
}

/**
 * Sets the outputs and tells the result. What is skipped or refused leaves no tag and no version in the
 * outputs, so that no later step can take one from there.
 */
export async function report(result: Result, circumstances: Circumstances, deps: ReportDeps): Promise<void> {
  const released = result.kind === 'release' ? result : undefined;
  const preRelease = released?.version.preRelease;
  deps.setOutputs({
    ok: released !== undefined,
    tag: released?.tag,
    version: released?.version.text,
    major: released?.version.major,
    minor: released?.version.minor,
    patch: released?.version.patch,
    prerelease: preRelease,
    'is-prerelease': preRelease === undefined ? undefined : preRelease !== '',
    reason: reasonOf(result),
    evidence: evidenceOf(result, circumstances),
  });
  await deps.appendSummary(renderSummary(result));
  if (result.kind !== 'skip') tellPlaces(result.findings, circumstances.inputs, deps.log);
  if (result.kind === 'release') deps.log.info(`Release: ${reasonOf(result)}.`);
  if (result.kind === 'skip') deps.log.notice(`Nothing is released by this run: ${reasonOf(result)}.`);
}

/** Says what was compared and is as it should be, and what was left out and why. */
function tellPlaces(findings: readonly Finding[], { files, dependencies }: Inputs, log: Log): void {
  for (const finding of findings) {
    if (finding.verdict === 'equal') log.info(`Compared: ${describe(finding)}`);
    if (finding.verdict === 'left-out') log.info(`Left out: ${describe(finding)}`);
  }
  if (dependencies === 'ignore' && files.some((one) => one.kind === 'known' && one.known === 'cargo'))
    log.info('Left out: the dependency entries of each Cargo.toml, because of "dependencies: ignore".');
}

const SHOWN = 30;

/** The error of a release that is refused; `undefined` of everything else. */
export function refusal(result: Result): ActionError<'NOT_IN_LOCKSTEP'> | undefined {
  if (result.kind !== 'refuse') return undefined;
  const all = against(result.findings);
  const more = all.length > SHOWN ? [`And ${all.length - SHOWN} more, in the summary.`] : [];
  return new ActionError({
    code: 'NOT_IN_LOCKSTEP',
    message: [`${reasonOf(result)}:`, ...all.slice(0, SHOWN).map(describe), ...more].join('\n'),
    hint: 'Nothing is released. Bring these in line in a new commit and tag that one, or take the right tag for this commit.',
  });
}
