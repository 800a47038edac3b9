import { readAnswer } from '../answers.ts';
import type { CheckApp } from './required-check.ts';

/** One report of an app about a commit (https://docs.github.com/rest/checks/runs). */
export interface CheckRun {
  readonly id: number;
  readonly name: string;
  readonly sha: string;
  readonly status: string;
  readonly conclusion: string | null;
  /** `null` where GitHub names none. */
  readonly app: { readonly id: number; readonly slug: string | undefined } | null;
  /** The suite: each push, and each request to run everything again, has one for each app. */
  readonly suiteId: number | null;
}

/** Takes over what matters of a check run as GitHub lists it. Fails with a `GitHubError`. */
export function checkRunOf(answer: unknown): CheckRun {
  const { id, name, head_sha, status, conclusion, app, check_suite } = readAnswer('check run', answer);
  return {
    id,
    name,
    sha: head_sha,
    status,
    conclusion,
    app: app && { id: app.id, slug: app.slug },
    suiteId: check_suite?.id ?? null,
  };
}

/** Whether `check` is a report of `app`. */
export function isBy({ app: by }: CheckRun, app: CheckApp): boolean {
  switch (app.kind) {
    case 'id':
      return by?.id === app.id;
    case 'slug':
      return by?.slug?.toLowerCase() === app.slug;
    default:
      return app satisfies never;
  }
}
