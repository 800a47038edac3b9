import { ActionError, quoteList } from '@gatehouse/action-kit';
import type { Change } from '../changes.ts';
import { TransientFailure } from '../transient-failure.ts';
import type { GraphqlQuery } from './client.ts';
import { NO_USE } from './failure.ts';
import type { GraphqlError } from './shapes.ts';

/** The commit that the mutation is to make. */
export interface CommitParts {
  readonly repository: string;
  readonly branch: string;
  readonly base: string;
  readonly changes: readonly Change[];
  readonly message: string;
}

/** GitHub takes 40 MB and fails at 40 MiB (grafana/github-api-commit-action#66). */
const MAX_BODY = 40_000_000;

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/**
 * The query for `createCommitOnBranch`
 * (https://docs.github.com/graphql/reference/mutations#createcommitonbranch).
 */
export function mutationOf({ repository, branch, base, changes, message }: CommitParts): GraphqlQuery {
  const executable = changes.filter((change) => change.kind === 'write' && change.mode === '100755');
  if (executable.length > 0) {
    throw new ActionError({
      code: 'UNSUPPORTED',
      message: `${quoteList(executable.map(({ path }) => path))} is executable on the branch, and the API only writes plain files.`,
      hint: 'Write with git instead of the API.',
    });
  }
  const [headline = '', ...rest] = message.split('\n');
  const additions = changes.flatMap((change) =>
    change.kind === 'write'
      ? [{ path: change.path, contents: Buffer.from(change.content).toString('base64') }]
      : [],
  );
  const deletions = changes.flatMap(({ kind, path }) => (kind === 'delete' ? [{ path }] : []));
  const input = {
    branch: { repositoryNameWithOwner: repository, branchName: branch },
    expectedHeadOid: base,
    message: { headline, body: rest.join('\n').trim() },
    fileChanges: { additions, deletions },
  };
  const mutation = { query: MUTATION, variables: { input } };
  const size = Buffer.byteLength(JSON.stringify(mutation));
  if (size <= MAX_BODY) return mutation;
  throw new ActionError({
    code: 'TOO_LARGE',
    message: `The commit takes ${size} bytes as a request; the API takes at most ${MAX_BODY}.`,
    hint: 'Write with git instead of the API.',
  });
}

type Judge = (said: string) => Error;

interface Rule {
  readonly type?: RegExp;
  readonly message?: RegExp;
  readonly judge: Judge;
}

/** GraphQL names no time to come back; "wait for at least one minute" is what GitHub's docs say. */
const LIMIT_MS = 60_000;

const lostRace: Judge = (said) => new TransientFailure('lost-race', said);
const transport: Judge = (said) => new TransientFailure('transport', said);
const limited: Judge = (said) => new TransientFailure('transport', said, { retryAfterMs: LIMIT_MS });
const workflows = final(
  'NO_PERMISSION',
  'Files under .github/workflows need a token with "workflows: write".',
);
const denied = final(
  'NO_PERMISSION',
  'Give the job "permissions: contents: write", or another token that has it.',
);
const refused = final(
  'PUSH_REFUSED',
  'Let the owner of the token bypass the rule (repository settings: Rules, or Branches), write to a branch without it, or open a pull request from one.',
);
const notFound = final(
  'REMOTE_NOT_FOUND',
  'Correct repository and branch, or give a token that may see them.',
);
const unknown = final('REMOTE_FAILED', NO_USE);

/** What an error of the mutation means; the first rule of which type and message fit counts. */
const RULES: readonly Rule[] = [
  { type: /^STALE_DATA$/, judge: lostRace },
  {
    message: /expected branch to point to|is at [0-9a-f]+ but expected|pull and try again/i,
    judge: lostRace,
  },
  { message: /without `?workflows?`? permission/i, judge: workflows },
  {
    message:
      /protected branch|rule violations?|through a pull request|required status check|signed commits|is archived/i,
    judge: refused,
  },
  { type: /^RATE_LIMIT(ED)?$/, judge: limited },
  { message: /secondary rate limit|abuse detection/i, judge: limited },
  { type: /^(FORBIDDEN|INSUFFICIENT_SCOPES)$/, judge: denied },
  { message: /not accessible by|must have push access/i, judge: denied },
  { type: /^NOT_FOUND$/, judge: notFound },
  {
    message: /something went wrong|timed? ?out|service unavailable|internal (server )?error/i,
    judge: transport,
  },
];

/** What the failed mutation means for the write. */
export function judgeMutation(errors: readonly GraphqlError[]): Error {
  const said = quoteList(errors.map(({ type, message }) => (type === '' ? message : `${type}: ${message}`)));
  const rule = RULES.find(({ type, message }) =>
    errors.some((error) => (type?.test(error.type) ?? true) && (message?.test(error.message) ?? true)),
  );
  return (rule?.judge ?? unknown)(said);
}

function final(
  code: 'PUSH_REFUSED' | 'NO_PERMISSION' | 'REMOTE_NOT_FOUND' | 'REMOTE_FAILED',
  hint: string,
): Judge {
  return (said) => new ActionError({ code, message: `The API refused the commit: ${said}.`, hint });
}
