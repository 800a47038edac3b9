/**
 * `text` with every `case(…)` in its expressions written in words that act knows:
 * `case(p, v, d)` becomes `fromJSON((p) && toJSON(v) || toJSON(d))`. JSON of a value is never falsy.
 */
export function withoutCase(text: string): string {
  return text.replace(/\$\{\{[\s\S]*?\}\}/g, rewrite);
}

function rewrite(expression: string): string {
  let result = '';
  let at = 0;
  while (at < expression.length) {
    if (expression[at] === "'") {
      const end = endOfText(expression, at);
      result += expression.slice(at, end);
      at = end;
      continue;
    }
    const call = /^case\s*\(/.exec(expression.slice(at));
    if (call === null || /[\w.-]/.test(expression[at - 1] ?? '')) {
      result += expression[at];
      at += 1;
      continue;
    }
    const { values, end } = readArguments(expression, at + call[0].length);
    result += choice(values.map(rewrite));
    at = end;
  }
  return result;
}

function choice(values: readonly string[]): string {
  const pairs: string[] = [];
  for (let at = 0; at + 1 < values.length; at += 2) {
    pairs.push(`(${values[at]?.trim()}) && toJSON(${values[at + 1]?.trim()})`);
  }
  return `fromJSON(${[...pairs, `toJSON(${values.at(-1)?.trim()})`].join(' || ')})`;
}

/** The arguments from behind the bracket at `start`, and the place behind the closing one. */
function readArguments(
  text: string,
  start: number,
): { readonly values: readonly string[]; readonly end: number } {
  const values: string[] = [];
  let depth = 0;
  let from = start;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === "'") {
      at = endOfText(text, at) - 1;
    } else if (character === '(' || character === '[') {
      depth += 1;
    } else if (depth > 0 && (character === ')' || character === ']')) {
      depth -= 1;
    } else if (depth === 0 && (character === ',' || character === ')')) {
      values.push(text.slice(from, at));
      from = at + 1;
      if (character === ')') return { values, end: at + 1 };
    }
  }
  return { values: [...values, text.slice(from)], end: text.length };
}

/** Behind the quoted text that begins at `start`; a quote in it is doubled, which two texts in a row are too. */
function endOfText(text: string, start: number): number {
  const end = text.indexOf("'", start + 1);
  return end < 0 ? text.length : end + 1;
}
