import { redact } from './redaction.ts';

const LIMIT = 200;

/** Control and format characters, line and paragraph separators, and halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * An untrusted value as it may stand in a message: in quotes, on one line, with every character
 * escaped that is not seen, at most 200 characters, and without any registered secret. A line of a log that starts with `::`, or holds
 * `##[` anywhere, is a command to the runner (actions/runner `ActionCommand.cs`), so nothing from a
 * part, an asset list or a server is printed without this.
 */
export function quote(value: unknown): string {
  const text = safeJson(value) ?? safeString(value);
  const escaped = inert(redact(text).replace(INVISIBLE, escapeCharacter));
  if (escaped.length <= LIMIT) return escaped;
  const shown = escaped.slice(0, LIMIT).replace(/\p{Cs}$/u, '');
  return `${shown}… (${escaped.length - shown.length} characters more)`;
}

/** A list of untrusted values for a message, cut after `limit` of them. */
export function quoteList(values: readonly unknown[], limit = 10): string {
  const shown = values
    .slice(0, limit)
    .map((value) => quote(value))
    .join(', ');
  return values.length <= limit ? shown : `${shown} and ${values.length - limit} more`;
}

/** Text of several lines, such as a stack, of which no line can be a command to the runner. */
export function quoteLines(text: string): string {
  return redact(text)
    .split(/\r\n|[\r\n]/)
    .map((line) => `| ${inert(line)}`)
    .join('\n');
}

/** The older form of a workflow command counts anywhere in a line, even inside quotes. */
function inert(text: string): string {
  return text.replaceAll('##[', '#\\u0023[');
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`;
}

function safeJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value, (_, member: unknown) =>
      typeof member === 'string' ? redact(member) : member,
    );
  } catch {
    return undefined;
  }
}

function safeString(value: unknown): string {
  try {
    return String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
