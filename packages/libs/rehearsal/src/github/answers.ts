import { json, type StageResponse } from '../route.ts';

/** An error as it stands in `errors` of an answer of GraphQL. */
export interface GraphqlFailure {
  readonly type: string;
  readonly message: string;
}

/** 401, for a missing or wrong token. */
export const badCredentials = (): StageResponse =>
  json(401, {
    message: 'Bad credentials',
    documentation_url: 'https://docs.github.com/rest',
    status: '401',
  });

/** 404, for what is not there and for what the token may not see. */
export const notFound = (): StageResponse =>
  json(404, { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' });

/** The answer of GraphQL to a mutation that failed; its HTTP status is 200 all the same. */
export const mutationFailed = (mutation: string, { type, message }: GraphqlFailure): StageResponse =>
  json(200, {
    data: { [mutation]: null },
    errors: [{ type, path: [mutation], locations: [{ line: 2, column: 3 }], message }],
  });

/** The head is another one than `expectedHeadOid`. */
export const staleData = (expected: string): GraphqlFailure => ({
  type: 'STALE_DATA',
  message: `Expected branch to point to "${expected}" but it did not.  Pull and try again.`,
});

/** The token lacks `contents: write`. */
export const forbidden: GraphqlFailure = {
  type: 'FORBIDDEN',
  message: 'Resource not accessible by integration',
};

/** The branch is protected, or a rule of the repository stands against it. */
export const ruleViolation: GraphqlFailure = {
  type: 'UNPROCESSABLE',
  message: 'Repository rule violations found\n\nChanges must be made through a pull request.\n\n',
};

/** The branch, or its repository, is not there for this token. */
export const noBranch = (branch: string): GraphqlFailure => ({
  type: 'NOT_FOUND',
  message: `A branch with the name "${branch}" could not be found.`,
});

/** A file that is to be deleted is not there. */
export const noDeletion = (base: string): GraphqlFailure => ({
  type: 'UNPROCESSABLE',
  message: `A path was requested for deletion which does not exist as of commit oid \`${base}\``,
});

/** What is wrong with a field of a request, in GitHub's words. */
export interface FieldMistake {
  readonly resource: string;
  readonly code: 'already_exists' | 'custom' | 'invalid' | 'missing_field';
  readonly field?: string;
  readonly message?: string;
}

/** 422, for a request that GitHub understands and refuses. */
export const unprocessable = (message: string, ...errors: readonly FieldMistake[]): StageResponse =>
  json(422, {
    message,
    ...(errors.length === 0 ? {} : { errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: '422',
  });

/** 403, for a token that lacks a permission. */
export const notAccessible = (): StageResponse =>
  json(403, {
    message: 'Resource not accessible by integration',
    documentation_url: 'https://docs.github.com/rest',
    status: '403',
  });
