export { type ClientDeps, type ClientOptions, createGitHubClient, type GitHubClient } from './client.ts';
export type { Answer, GetPath, Method, Params, PathOf, Schema } from './endpoint.ts';
export { GitHubError, type GitHubErrorCode } from './error.ts';
export type { Listing, ListOptions } from './listing.ts';
export type { RequestOptions } from './request.ts';
export type { Usage } from './usage.ts';
