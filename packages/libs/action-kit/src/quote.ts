const LIMIT = 200;

/**
 * An untrusted value as it may stand in a message: in quotes, on one line, with control and
 * bidirectional characters escaped, at most 200 characters. A line of a log that starts with `::` is
 * a command to the runner, so nothing from a part, an asset list or a server is printed without this.
 */
export function quote(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (safeJson(value) ?? String(value));
  const escaped = text.replace(
    /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return escaped.length <= LIMIT
    ? escaped
    : `${escaped.slice(0, LIMIT)}… (${escaped.length - LIMIT} characters more)`;
}

/** A list of untrusted values for a message, cut after `limit` of them. */
export function quoteList(values: readonly unknown[], limit = 10): string {
  const shown = values.slice(0, limit).map(quote).join(', ');
  return values.length <= limit ? shown : `${shown} and ${values.length - limit} more`;
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
