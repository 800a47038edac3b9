/** A program and its arguments. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
}

/**
 * Splits a command line at blanks. Single and double quotes keep a part together; `\"` and `\\` stand
 * for themselves inside double quotes, and a backslash is an ordinary character everywhere else, so that
 * Windows paths survive. No variables, globs or pipes: that is what a shell is for.
 *
 * Returns `undefined` for an empty line or one with an open quote.
 */
export function splitCommandLine(line: string): CommandLine | undefined {
  const words: string[] = [];
  let rest = line.trim();
  while (rest !== '') {
    const [word] = WORD.exec(rest) ?? [];
    if (word === undefined) return undefined;
    words.push(word.replace(PIECE, unquote));
    rest = rest.slice(word.length).trimStart();
  }
  const [file, ...args] = words;
  return file ? { file, args } : undefined;
}

const WORD = /^(?:'[^']*'|"(?:\\["\\]|[^"])*"|[^\s'"])+(?=\s|$)/;
const PIECE = /'([^']*)'|"((?:\\["\\]|[^"])*)"/g;

function unquote(_piece: string, single: string | undefined, double: string | undefined): string {
  return single ?? double?.replace(/\\(["\\])/g, '$1') ?? '';
}
