/** `text` as one word for a POSIX shell; in quotes only where it needs them. */
export function quoteForShell(text: string): string {
  if (/^[\w./:@=+-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
