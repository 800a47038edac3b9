import { quote } from '@gatehouse/action-kit';
import { GitHubError } from '@gatehouse/github-client';
import * as z from 'zod/mini';

/** What came of looking at a setting. Only what was `seen`, or is proved `absent`, can be judged. */
export type Look<T> = { readonly kind: 'seen'; readonly value: T } | { readonly kind: 'absent' } | Hidden;

/** A setting that this token cannot see, or that GitHub did not tell. */
export interface Hidden {
  readonly kind: 'hidden';
  /** Why, as a sentence of its own. */
  readonly why: string;
  /** What to do about it, as an instruction. */
  readonly todo: string;
}

/** What a first look may also be: a 404, which is either an absent thing or a missing permission. */
export interface NotFound {
  readonly kind: 'not-found';
  readonly error: GitHubError;
  readonly permission: string;
}

export const seen = <T>(value: T): Look<T> => ({ kind: 'seen', value });
export const ABSENT = { kind: 'absent' } as const;

/** Of a setting that nobody wants to know. */
export const NOT_ASKED: Hidden = { kind: 'hidden', why: 'It was not asked for.', todo: 'Declare it.' };

/** A permission that `GITHUB_TOKEN` can be given under `permissions:` of a job. */
const OF_JOBS: ReadonlySet<string> = new Set(['Actions: read', 'Contents: read', 'Metadata: read']);

/** How to give a token `permission`. */
export function grant(permission: string): string {
  return OF_JOBS.has(permission)
    ? `Give the token "${permission}"; a job's GITHUB_TOKEN takes it under "permissions:".`
    : `Hand over a fine-grained personal access token or the token of a GitHub App with "${permission}"; GITHUB_TOKEN cannot hold that.`;
}

/** Looks at settings, one request at a time, until it is no use to go on. */
export class Looker {
  readonly #isOver: () => boolean;
  #end: Hidden | undefined;

  /** @param isOver whether the time for everything is up */
  constructor(isOver: () => boolean) {
    this.#isOver = isOver;
  }

  /**
   * Makes of an answer what `schema` takes of it; `undefined` stands for a list that is too long to be
   * read whole. `permission` is what GitHub asks for.
   */
  async look<T>(
    ask: () => Promise<unknown>,
    schema: z.ZodMiniType<T>,
    permission: string,
  ): Promise<Look<T> | NotFound> {
    if (this.#end !== undefined) return this.#end;
    if (this.#isOver())
      return { kind: 'hidden', why: 'The time for the audit was up.', todo: 'Give it a longer "deadline".' };
    try {
      const answer = await ask();
      if (answer === undefined) return INCOMPLETE;
      const parsed = z.safeParse(schema, answer);
      return parsed.success ? seen(parsed.data) : unexpected(parsed.error);
    } catch (error) {
      if (!(error instanceof GitHubError)) throw error;
      if (error.code === 'NOT_FOUND') return { kind: 'not-found', error, permission };
      const todo =
        error.code === 'MISSING_PERMISSION' ? grant(permission) : (error.hint ?? 'Run the audit again.');
      const hidden: Hidden = { kind: 'hidden', why: error.message, todo };
      // The others would meet the same.
      if (error.code === 'BAD_CREDENTIALS' || error.code === 'RATE_LIMITED') this.#end = hidden;
      return hidden;
    }
  }
}

const INCOMPLETE: Hidden = {
  kind: 'hidden',
  why: 'GitHub has more of these than this action reads.',
  todo: 'Remove those that nobody needs.',
};

/** Settles a 404: `proved` says that the token would see the thing if it were there. */
export function settle<T>(look: Look<T> | NotFound, proved: boolean): Look<T> {
  if (look.kind !== 'not-found') return look;
  if (proved) return ABSENT;
  return { kind: 'hidden', why: look.error.message, todo: `Check the name. ${grant(look.permission)}` };
}

/** `look` with its value changed. */
export function mapLook<T, U>(look: Look<T>, change: (value: T) => U): Look<U> {
  return look.kind === 'seen' ? seen(change(look.value)) : look;
}

function unexpected(error: z.core.$ZodError): Hidden {
  const [issue] = error.issues;
  return {
    kind: 'hidden',
    why: `GitHub answered with something else than it documents: ${quote(issue?.path.join('.') || 'the answer')} is not as expected.`,
    todo: 'Check that the server is GitHub and no proxy answers for it.',
  };
}
