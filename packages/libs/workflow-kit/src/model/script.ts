import { asPlainText, Expr } from '../expression/expr.ts';
import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import { isPlain } from './form.ts';
import { shown } from './shown.ts';

declare const scriptBrand: unique symbol;

/** The text of a `run:` step, made by {@link script}; it holds no expression. */
export type Script = string & { readonly [scriptBrand]: true };

/**
 * A script, written as script`…`. Backslashes stay as they are, so that a shell's own escapes can be
 * written plainly; only \` and \${ stand for themselves. The common indentation goes, and so do blank
 * lines around it. An expression inside does not compile and, where types are not checked, throws: it
 * would be pasted into the script before the shell reads it. Values reach a script through `env`.
 */
export function script(texts: TemplateStringsArray, ...values: readonly (string | number)[]): Script {
  const at = calledFrom(script);
  if (!Array.isArray(texts?.raw))
    mistaken(at, `Found script(${shown(texts)}); expected script\`…\`, without parentheses.`);
  for (const value of values as readonly unknown[]) {
    if (value instanceof Expr) mistaken(at, asPlainText(value));
    if (!isPlain(value)) mistaken(at, `The script holds ${shown(value)}; expected a text or a number.`);
  }
  const written = texts.raw.map((text) => text.replace(/\\(`|\$\{)/g, '$1'));
  const text = dedent(written.flatMap((part, index) => [part, `${values[index] ?? ''}`]).join(''));
  if (text === '') mistaken(at, 'The script is empty.');
  if (text.includes('${{')) {
    mistaken(at, 'The script holds "${{": hand the value over through "env" and read the variable.');
  }
  return text as Script;
}

function dedent(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  const written = lines.slice(lines.findIndex((line) => line !== ''));
  while (written.at(-1) === '') written.pop();
  const margins = written.filter((line) => line !== '').map((line) => line.length - line.trimStart().length);
  const margin = Math.min(...margins);
  return written.map((line) => line.slice(margin)).join('\n');
}
