import { ActionError, quote } from '@gatehouse/action-kit';
import type { Commit, TreeEntry } from '../branch.ts';

type Json = Readonly<Record<string, unknown>>;

/** `GET /repos/{owner}/{repo}/git/ref/heads/{branch}`: the commit it points to. */
export function readRef(value: unknown): string {
  return text(object(object(value, 'a ref').object, 'a ref'), 'sha');
}

/** `GET /repos/{owner}/{repo}/git/trees/{sha}`. */
export function readTree(value: unknown): readonly TreeEntry[] {
  const tree = object(value, 'a tree');
  if (tree.truncated === true) {
    throw new ActionError({
      code: 'UNSUPPORTED',
      message: 'A directory of this repository is too large for the API to list.',
      hint: 'Write with git instead of the API.',
    });
  }
  return array(tree.tree, 'a tree').map((item) => {
    const entry = object(item, 'an entry of a tree');
    return { name: text(entry, 'path'), mode: text(entry, 'mode'), oid: text(entry, 'sha') };
  });
}

/** `GET /repos/{owner}/{repo}/git/blobs/{sha}`: its bytes, whatever they are. */
export function readBlob(value: unknown): Uint8Array {
  const blob = object(value, 'a blob');
  if (blob.encoding !== 'base64') throw unexpected(value, 'a blob in base64');
  return Buffer.from(text(blob, 'content'), 'base64');
}

/** `GET /repos/{owner}/{repo}/commits`. */
export function readCommits(value: unknown): readonly Commit[] {
  return array(value, 'a list of commits').map((item) => {
    const commit = object(item, 'a commit');
    const parents = array(commit.parents, 'the parents of a commit');
    return {
      oid: text(commit, 'sha'),
      parents: parents.map((parent) => text(object(parent, 'a parent'), 'sha')),
      message: text(object(commit.commit, 'a commit'), 'message'),
    };
  });
}

/** One item of `errors` in an answer of GraphQL. */
export interface GraphqlError {
  readonly type: string;
  readonly message: string;
}

/** The answer to `createCommitOnBranch`. */
export function readCreated(
  value: unknown,
): { readonly oid: string } | { readonly errors: readonly GraphqlError[] } {
  const answer = object(value, 'an answer of GraphQL');
  const errors = Array.isArray(answer.errors) ? answer.errors : [];
  if (errors.length > 0) {
    const fields = errors.map((error) => object(error, 'an error of GraphQL'));
    return {
      errors: fields.map(({ type, message }) => ({ type: String(type ?? ''), message: String(message) })),
    };
  }
  const data = object(answer.data, 'an answer of GraphQL');
  const created = object(data.createCommitOnBranch, 'a created commit');
  return { oid: text(object(created.commit, 'a created commit'), 'oid') };
}

function object(value: unknown, wanted: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw unexpected(value, wanted);
}

function array(value: unknown, wanted: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw unexpected(value, wanted);
}

function text(from: Json, name: string): string {
  const value = from[name];
  if (typeof value === 'string') return value;
  throw unexpected(from, `${name} as a text`);
}

function unexpected(value: unknown, wanted: string): ActionError<'REMOTE_FAILED'> {
  return new ActionError({
    code: 'REMOTE_FAILED',
    message: `The API gave ${quote(value)}; expected ${wanted}.`,
    hint: 'Check the API address, and whether a proxy answers in its place.',
  });
}
