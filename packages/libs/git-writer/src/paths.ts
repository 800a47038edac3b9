import { ActionError, quote } from '@gatehouse/action-kit';

/** Throws `BAD_PATH` for a path that git would not store, or that would mean another file on a disk. */
export function checkPath(path: string): void {
  const names = path.split('/');
  const bad =
    path.length > 4096 ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    /[\u0000-\u001f\u007f\\]/.test(path) ||
    !path.isWellFormed() ||
    names.some((name) => name === '' || /^(\.|\.\.|\.git)$/i.test(name));
  if (!bad) return;
  throw new ActionError({
    code: 'BAD_PATH',
    message: `Found the path ${quote(path)}; expected names joined by "/", from the root of the repository, none of them empty, ".", ".." or ".git".`,
    hint: 'Correct the path, or the values that it is made from.',
  });
}

/** The directories above `path`, outermost first, without the root. */
export function directoriesOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** `name` without `refs/heads/`; throws `BAD_BRANCH` for what is no name of a branch (git-check-ref-format). */
export function branchName(name: string): string {
  const short = name.replace(/^refs\/heads\//, '');
  const bad =
    short.length > 250 ||
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
    /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|^[-/]|[/.]$|\/\/|^refs\/|^@$/.test(short) ||
    short.split('/').some((part) => part === '' || part.startsWith('.') || part.endsWith('.lock'));
  if (!bad) return short;
  throw new ActionError({
    code: 'BAD_BRANCH',
    message: `Found ${quote(name)}; expected the name of a branch, such as "main".`,
    hint: 'Name a branch; a tag or a commit cannot be written to.',
  });
}
