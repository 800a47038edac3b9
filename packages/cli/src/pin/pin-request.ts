import { quote } from '@gatehouse/action-kit/quote';
import { usageError } from '../failure.ts';

/** What `gatehouse pin` was asked for. */
export interface PinRequest {
  /** As in the catalogue: `actions/setup-go`, `github/codeql-action/init`. */
  readonly action: string;
  readonly owner: string;
  readonly repo: string;
  /** Folder of the action, or path of a workflow file; empty for the root. */
  readonly path: string;
  /** Behind the `@`; `undefined` where nothing is. */
  readonly ref: string | undefined;
}

const NAME =
  /^(?<owner>[A-Za-z0-9-]+)\/(?<repo>[\w.-]+)(?:\/(?<path>(?:(?!\.\.?(?:\/|$))[\w.-]+\/)*(?!\.\.?$)[\w.-]+))?$/;
const REF = /^(?!-)[\w.+/-]{1,200}$/;

/** Reads `owner/repo[/path][@ref]`; anything else is a `USAGE` error. */
export function readPinRequest(text: string): PinRequest {
  const end = text.indexOf('@');
  const action = end < 0 ? text : text.slice(0, end);
  const ref = end < 0 ? undefined : text.slice(end + 1);
  const { owner, repo, path = '' } = NAME.exec(action)?.groups ?? {};
  if (
    owner === undefined ||
    repo === undefined ||
    /^\.\.?$/.test(repo) ||
    (ref !== undefined && !REF.test(ref))
  ) {
    throw usageError(
      `Found ${quote(text)}; expected an action and its release, such as actions/setup-go@v6 or owner/repo/path@v1.2.3.`,
      'pin',
    );
  }
  return { action, owner, repo, path, ref };
}
