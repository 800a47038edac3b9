import { quote } from '@gatehouse/action-kit';
import { GitHubError } from '@gatehouse/github-client';
import type * as z from 'zod/mini';
import { readAnswer } from './answer.ts';

/** What came of looking at a setting. Only what was `seen`, or is proved `absent`, can be judged. */
export type Look<T> = { readonly kind: 'seen'; readonly value: T } | Unseen;

/** What there is to say of a setting without a value. */
export type Unseen = { readonly kind: 'absent' } | Hidden;

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

/** Fields of an answer that the audit does not know. */
export interface Unread {
  /** What was asked for: `environment`, `branch protection`. */
  readonly answer: string;
  /** Their paths, such as `protection_rules[].new_field`. */
  readonly fields: readonly string[];
}

/** How to look at an answer. */
export interface View<T> {
  /** What it is called: `environment`, `branch protection`. */
  readonly answer: string;
  readonly schema: z.ZodMiniType<T>;
  /** What GitHub asks for. */
  readonly permission: string;
}

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
  readonly #unread = new Map<string, Set<string>>();
  #end: Hidden | undefined;

  /** @param isOver whether the time for everything is up */
  constructor(isOver: () => boolean) {
    this.#isOver = isOver;
  }

  /**
   * Makes of an answer what the schema takes of it; `undefined` stands for a list that is too long to be
   * read whole.
   */
  async look<T>(
    ask: () => Promise<unknown>,
    { answer: name, schema, permission }: View<T>,
  ): Promise<Look<T> | NotFound> {
    if (this.#end !== undefined) return this.#end;
    if (this.#isOver())
      return { kind: 'hidden', why: 'The time for the audit was up.', todo: 'Give it a longer "deadline".' };
    try {
      const answer = await ask();
      if (answer === undefined) return INCOMPLETE;
      const reading = readAnswer(schema, answer);
      if (reading.kind === 'unexpected') return unexpected(reading.at);
      this.keepUnread(name, reading.unread);
      return seen(reading.value);
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

  /** What the answers held that no schema knows, by their names. */
  unread(): readonly Unread[] {
    return [...this.#unread]
      .map(([answer, fields]) => ({ answer, fields: [...fields].sort() }))
      .sort((one, other) => (one.answer < other.answer ? -1 : 1));
  }

  /** Keeps what of an answer is not compared. */
  keepUnread(answer: string, fields: readonly string[]): void {
    if (fields.length === 0) return;
    const kept = this.#unread.get(answer) ?? new Set();
    for (const field of fields) kept.add(field);
    this.#unread.set(answer, kept);
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

function unexpected(at: string): Hidden {
  return {
    kind: 'hidden',
    why: `GitHub answered with something else than it documents: ${quote(at)} is not as expected.`,
    todo: 'Check that the server is GitHub and no proxy answers for it.',
  };
}
