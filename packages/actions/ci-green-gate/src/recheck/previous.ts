import { ActionError, quote } from '@gatehouse/action-kit';
import * as z from 'zod/mini';
import { type Finding, subjectOf } from '../finding.ts';
import type { Question } from '../question.ts';
import { pathText } from '../workflows/path.ts';
import type { Requirement } from '../workflows/requirement.ts';

/** The name and version of the form of the evidence. */
export const SCHEMA = 'gatehouse.ci-green-gate/v1';

const schema = z.object({
  schema: z.literal(SCHEMA),
  mode: z.literal('workflows'),
  verdict: z.enum(['pass', 'fail', 'unknown']),
  repository: z.string(),
  sha: z.string(),
  checked_at: z.string(),
  workflows: z.array(
    z.object({
      path: z.string(),
      events: z.array(z.string()),
      run: z.nullable(z.object({ id: z.number(), attempt: z.number() })),
    }),
  ),
  checks: z.array(z.object({ name: z.string(), app: z.string(), ids: z.array(z.number()) })),
  statuses: z.array(z.object({ context: z.string(), creator: z.string(), id: z.nullable(z.number()) })),
});

/** What a recheck reads of the evidence that the gate gave the first time. */
export type EarlierEvidence = z.infer<typeof schema>;

/** Reads the output `evidence` of an earlier step. Fails with `INVALID_EVIDENCE`. */
export function parseEvidence(text: string): EarlierEvidence {
  const parsed = z.safeParse(schema, parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(
    `found ${quote(text)}, expected the output "evidence" of an earlier step (${issue?.path.join('.') || 'the whole'}).`,
  );
}

/** Why earlier evidence does not support `question`; `undefined` when it does. */
export function objectionTo(previous: EarlierEvidence, question: Question): string | undefined {
  const { repository, sha, verdict } = previous;
  if (verdict !== 'pass') return `the earlier evidence says ${verdict}`;
  if (repository.toLowerCase() !== question.repository.toLowerCase())
    return `the earlier evidence is about ${quote(repository)}`;
  if (sha !== question.sha) return `the earlier evidence is about the commit ${quote(sha)}`;
  const missing = [
    ...question.workflows
      .filter((requirement) => !previous.workflows.some((one) => isSameWorkflow(one, requirement)))
      .map(({ path, events }) => `${quote(pathText(path))} (${events.join(' or ')})`),
    ...question.checks
      .filter(({ name, app }) => !previous.checks.some((one) => one.name === name && one.app === app.text))
      .map(({ name }) => `the check ${quote(name)}`),
    ...question.statuses
      .filter(
        ({ context, creator }) =>
          !previous.statuses.some((one) => one.context === context && one.creator === creator),
      )
      .map(({ context }) => `the status ${quote(context)}`),
  ];
  return missing.length === 0 ? undefined : `the earlier evidence does not cover ${missing.join(', ')}`;
}

/** What is another run, attempt or report than the first time, as sentences. */
export function changesSince(previous: EarlierEvidence, findings: readonly Finding[]): readonly string[] {
  return findings.flatMap((finding) => {
    const before = shownBefore(previous, finding);
    const now = shownNow(finding);
    return before === now ? [] : [`${subjectOf(finding)}: ${before} the first time, ${now} now`];
  });
}

function shownBefore(previous: EarlierEvidence, { kind, requirement }: Finding): string {
  switch (kind) {
    case 'workflow':
      return shownRun(previous.workflows.find((one) => isSameWorkflow(one, requirement))?.run);
    case 'check':
      return shownIds(
        previous.checks.find((one) => one.name === requirement.name && one.app === requirement.app.text)
          ?.ids ?? [],
      );
    case 'status':
      return shownIds(
        previous.statuses
          .filter((one) => one.context === requirement.context && one.creator === requirement.creator)
          .flatMap(({ id }) => (id === null ? [] : [id])),
      );
    default:
      return kind satisfies never;
  }
}

function shownNow(finding: Finding): string {
  switch (finding.kind) {
    case 'workflow':
      return shownRun(finding.standing.run);
    case 'check':
      return shownIds(finding.checks.map(({ id }) => id));
    case 'status':
      return shownIds(finding.status === undefined ? [] : [finding.status.id]);
    default:
      return finding satisfies never;
  }
}

function isSameWorkflow(
  { path, events }: { readonly path: string; readonly events: readonly string[] },
  requirement: Requirement,
): boolean {
  return path === pathText(requirement.path) && events.join() === requirement.events.join();
}

const shownRun = (run: { readonly id: number; readonly attempt: number } | null | undefined): string =>
  run == null ? 'no run' : `run ${run.id}, attempt ${run.attempt}`;

const shownIds = (ids: readonly number[]): string =>
  ids.length === 0 ? 'no report' : `report ${ids.toSorted((one, other) => one - other).join(', ')}`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(message: string): ActionError<'INVALID_EVIDENCE'> {
  return new ActionError({ code: 'INVALID_EVIDENCE', message });
}
