/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->` in `markdown`, a file that `path`
 * names in the error when the two markers are not there.
 */
export function fillSection(markdown: string, name: string, content: string, path: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = markdown.indexOf(open);
  const end = markdown.indexOf(close, start);
  if (start === -1 || end === -1) {
    throw new Error(
      `${path} has no place for its ${name}: write ${open} and ${close} on lines of their own.`,
    );
  }
  return `${markdown.slice(0, start + open.length)}\n${content}\n${markdown.slice(end)}`;
}
