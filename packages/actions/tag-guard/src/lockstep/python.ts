import type { Statement } from './statement.ts';
import { unstated } from './unstated.ts';

/** Comments and texts, from left to right, so that a quote in a comment opens none. */
const TOKEN =
  /#.*|("""|''')(?:\\[\s\S]|(?!\1)[\s\S])*(?:\1|$(?![\s\S]))|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;

const NAME = '\\b__version__\\b';
/** Whatever gives `__version__` a value, or takes it away. */
const BINDING = new RegExp(
  [
    // Plain, with a type, augmented, or the walrus.
    `${NAME}(?=[ \\t]*(?::[^=\\n]*|[-+*/%@&|^]{1,2}|<<|>>)?=(?!=))`,
    `\\bas[ \\t]+${NAME}`,
    `\\bimport\\b[^\\n;(]*${NAME}`,
    `\\bimport[ \\t]*\\([^)]*${NAME}`,
    `\\b(?:del|global|nonlocal|for)\\b[^\\n;:]*${NAME}`,
    // One of several targets.
    `^[ \\t]*[([]?[\\w.*, \\t]*${NAME}[ \\t]*,[^=\\n(]*=(?!=)`,
    `^[ \\t]*[([]?[\\w.*, \\t]*,[ \\t]*${NAME}[^=\\n(]*=(?!=)`,
  ].join('|'),
  'gm',
);
/** `__version__ = version = "1.2.3"  # note`, with a type or without. */
const LITERAL =
  /^(?:\w+[ \t]*=[ \t]*)*__version__[ \t]*(?::[^=]*)?=[ \t]*(?:\w+[ \t]*=[ \t]*)*(["'])([^"'\\]+)\1[ \t]*(?:#.*)?$/;

/** The one literal `__version__ = "…"` of a Python file. Fails with `NO_VERSION`. */
export function readPythonVersion(file: string, source: string): Statement {
  const text = source.replaceAll('\r', '');
  const code = text.replace(TOKEN, (token) => token.replace(/[^\n]+/g, ''));
  const bindings = [...code.matchAll(BINDING)];
  const [only] = bindings;
  if (only === undefined || bindings.length > 1) {
    const found = only === undefined ? 'no assignment' : `${bindings.length} assignments`;
    throw unstated(
      'NO_VERSION',
      `has ${found} to __version__, where one is expected`,
      'Keep one literal assignment.',
    );
  }
  const line = code.slice(0, only.index).split('\n').length;
  const [, , literal] = LITERAL.exec(text.split('\n')[line - 1] ?? '') ?? [];
  if (literal === undefined) {
    const hint = 'Write it as a text, or list the file that it comes from instead.';
    throw unstated('NO_VERSION', `has no literal __version__ = "…" at line ${line}`, hint);
  }
  return { file, place: '__version__', line, found: literal, spelling: 'python' };
}
