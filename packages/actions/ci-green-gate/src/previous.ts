import { ActionError, quote } from '@gatehouse/action-kit';
import * as z from 'zod/mini';
import type { Finding } from './decide.ts';
import type { Question } from './look.ts';
import { fileName } from './workflow-run.ts';

/** The name and version of the form of the evidence. */
export const SCHEMA = 'gatehouse.ci-green/v1';

const schema = z.object({
  schema: z.literal(SCHEMA),
  mode: z.literal('workflows'),
  verdict: z.enum(['pass', 'fail', 'unknown']),
  repository: z.string(),
  sha: z.string(),
  checked_at: z.string(),
  workflows: z.array(
    z.object({ path: z.string(), run: z.nullable(z.object({ id: z.number(), attempt: z.number() })) }),
  ),
});

/** What a recheck reads of the evidence that the gate gave the first time. */
export type Evidence = z.infer<typeof schema>;

/** Reads the output `evidence` of an earlier step. Fails with `INVALID_EVIDENCE`. */
export function parseEvidence(text: string): Evidence {
  const parsed = z.safeParse(schema, parseJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(
    `found ${quote(text)}, expected the output "evidence" of an earlier step (${issue?.path.join('.') || 'the whole'}).`,
  );
}

/** Why earlier evidence does not support `question`; `undefined` when it does. */
export function objectionTo(previous: Evidence, question: Question): string | undefined {
  const { repository, sha, verdict, workflows } = previous;
  if (verdict !== 'pass') return `the earlier evidence says ${verdict}`;
  if (repository.toLowerCase() !== question.repository.toLowerCase())
    return `the earlier evidence is about ${quote(repository)}`;
  if (sha !== question.sha) return `the earlier evidence is about the commit ${quote(sha)}`;
  const missing = question.requirements.find(({ path }) => !workflows.some((one) => one.path === path));
  return missing && `the earlier evidence says nothing of ${fileName(missing.path)}`;
}

/** What is another run or attempt than the first time, as sentences. */
export function changesSince(previous: Evidence, findings: readonly Finding[]): readonly string[] {
  return findings.flatMap(({ requirement: { path }, standing: { run } }) => {
    const before = previous.workflows.find((one) => one.path === path)?.run ?? undefined;
    if (before?.id === run?.id && before?.attempt === run?.attempt) return [];
    const shown = (one: { id: number; attempt: number } | undefined) =>
      one === undefined ? 'no run' : `run ${one.id}, attempt ${one.attempt}`;
    return [`${fileName(path)}: ${shown(before)} the first time, ${shown(run)} now`];
  });
}

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
