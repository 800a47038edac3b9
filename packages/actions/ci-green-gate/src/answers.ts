import { quote } from '@gatehouse/action-kit';
import { GitHubError } from '@gatehouse/github-client';
import * as z from 'zod/mini';

/** What a ref or a tag leads to. */
const gitObject = z.object({
  type: z.string(),
  sha: z.string().check(z.regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)),
});

/**
 * The forms of GitHub's answers, as far as they are read here. They are published, but a proxy or another
 * server may answer for GitHub, and a gate must then say that it does not know, not fall over.
 */
export const FORMS = {
  run: z.object({
    id: z.int(),
    run_number: z.int(),
    run_attempt: z.optional(z.int()),
    workflow_id: z.int(),
    path: z.string(),
    event: z.string(),
    head_branch: z.nullable(z.string()),
    head_sha: z.string(),
    repository: z.object({ id: z.optional(z.int()), full_name: z.string() }),
    head_repository: z.nullish(z.object({ id: z.optional(z.int()), full_name: z.string() })),
    status: z.nullable(z.string()),
    conclusion: z.nullable(z.string()),
    created_at: z.string(),
    updated_at: z.string(),
  }),
  job: z.object({
    name: z.string(),
    run_attempt: z.optional(z.int()),
    status: z.string(),
    conclusion: z.nullable(z.string()),
  }),
  'default branch': z.object({ default_branch: z.string() }),
  ref: z.object({ object: gitObject }),
  comparison: z.object({ status: z.string() }),
  commit: z.object({
    sha: z.string(),
    commit: z.object({ message: z.string() }),
    author: z.nullish(z.object({ login: z.optional(z.string()) })),
    files: z.optional(z.array(z.object({ filename: z.string() }))),
  }),
  workflow: z.object({ path: z.string(), state: z.string() }),
  'workflow with its id': z.object({ id: z.int() }),
  'check run': z.object({
    id: z.int(),
    name: z.string(),
    head_sha: z.string(),
    status: z.string(),
    conclusion: z.nullable(z.string()),
    app: z.nullable(z.object({ id: z.int(), slug: z.optional(z.string()) })),
    check_suite: z.nullable(z.object({ id: z.int() })),
  }),
  'list of check suites': z.object({ total_count: z.int() }),
  status: z.object({
    id: z.int(),
    context: z.string(),
    state: z.string(),
    creator: z.nullish(z.object({ login: z.string() })),
  }),
  folder: z.array(z.object({ path: z.string() })),
} as const;

/** What is read of an answer of GitHub's. */
export type Read<Name extends keyof typeof FORMS> = z.infer<(typeof FORMS)[Name]>;

/** Takes what is read here out of an answer. Fails with a `GitHubError` of `UNEXPECTED_ANSWER`. */
export function readAnswer<Name extends keyof typeof FORMS>(name: Name, answer: unknown): Read<Name> {
  const parsed = z.safeParse(FORMS[name], answer);
  if (parsed.success) return parsed.data as Read<Name>;
  const [issue] = parsed.error.issues;
  throw new GitHubError({
    code: 'UNEXPECTED_ANSWER',
    message: `GitHub answered with ${quote(answer)}, expected a ${name} (${issue?.path.join('.') || 'the whole'}).`,
    hint: "Check that GITHUB_API_URL is GitHub's API and no proxy answers for it.",
  });
}
