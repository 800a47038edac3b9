import type { components, paths } from '@octokit/openapi-types';

/** GitHub's published schemas by name: `Schema<'workflow-run'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name];

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The paths of GitHub's API that know `M`, with their placeholders: `/repos/{owner}/{repo}`. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, unknown> ? P : never;
}[keyof paths];

export type GetPath = PathOf<'get'>;

type Operation<M extends Method, P extends PathOf<M>> =
  paths[P] extends Record<M, infer Found> ? Found : never;

type InPath<O> = O extends { parameters: { path: infer Found } } ? Found : unknown;
type InQuery<O> = O extends { parameters: { query?: infer Found } } ? Found : unknown;
type InBody<O> = O extends { requestBody?: { content: { 'application/json': infer Found } } }
  ? Found
  : unknown;

/** What a request takes: the placeholders of its path, its query and the fields of its body, in one record. */
export type Params<M extends Method, P extends PathOf<M>> = InPath<Operation<M, P>> &
  InQuery<Operation<M, P>> &
  InBody<Operation<M, P>> &
  object;

type Content<O, Status extends number> = O extends {
  responses: Record<Status, { content: { 'application/json': infer Found } }>;
}
  ? Found
  : never;

/** The JSON that a request is answered with; `undefined` where GitHub answers without a body. */
export type Answer<M extends Method, P extends PathOf<M>> =
  | Content<Operation<M, P>, 200>
  | Content<Operation<M, P>, 201>
  | (Operation<M, P> extends { responses: Record<204, unknown> } ? undefined : never);
