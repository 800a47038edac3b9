/**
 * Whether an error is of our own making, and not of a server, a file or an archive: those of Node and of
 * `fetch` bear a code or a cause. It is thrown on as it is, to be shown with its stack.
 */
export function isBug(thrown: unknown): boolean {
  const own = [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => thrown instanceof kind);
  return own && !('code' in (thrown as Error)) && (thrown as Error).cause === undefined;
}
