import { type Input, input } from '@gatehouse/action-kit';

/** Words parted by blanks, commas or line ends, each once. */
export const words = (form: RegExp, wanted: string): Input<readonly string[]> =>
  input(wanted, (found) => {
    const list = [...new Set(found.split(/[\s,]+/).filter(Boolean))];
    return list.length > 0 && list.every((word) => form.test(word)) ? list : undefined;
  });

/** A commit that cannot be mistaken: GitHub takes an empty or a short id for a filter that is not there. */
export const fullSha = (): Input<string> =>
  input('a full commit id of 40 or 64 hexadecimal digits', (found) =>
    /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(found) && !/^0+$/.test(found) ? found.toLowerCase() : undefined,
  );

/** `owner/name`, of which `.` and `..` would lead to another endpoint. */
export const repositoryName = (): Input<string> =>
  input('owner/name', (found) =>
    /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/.test(found) ? found : undefined,
  );

/** A tag, or any full ref. */
export const refName = (): Input<string> => input('a tag or a full ref', (found) => plainRef(found));

/** What {@link readBranch} takes, for messages. */
export const BRANCH = 'the name of a branch such as main';

/** The name of a branch, also from its full ref `refs/heads/main`; `undefined` for any other ref and no name. */
export function readBranch(text: string): string | undefined {
  const name = plainRef(text.replace(/^refs\/heads\//, ''));
  return name?.startsWith('refs/') ? undefined : name;
}

/** As git allows it, https://git-scm.com/docs/git-check-ref-format: among others without control characters. */
function plainRef(text: string): string | undefined {
  return /^[^\s\p{Cc}~^:?*[\\]{1,255}$/u.test(text) ? text : undefined;
}
