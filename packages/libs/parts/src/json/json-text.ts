import { ActionError } from '@gatehouse/action-kit/errors';

/** A text that is not the JSON a reader may take. The message names no file: the caller does. */
export function invalidJson(found: string, expected = 'JSON', hint?: string): ActionError<'INVALID_JSON'> {
  return new ActionError({
    code: 'INVALID_JSON',
    message: `found ${found}, expected ${expected}`,
    ...(hint !== undefined && { hint }),
  });
}

/**
 * The text of a JSON document (RFC 8259 part 8.1: UTF-8). A byte order mark is taken off; whatever is
 * no JSON text at all is refused by the name of what it looks like.
 */
export function decodeJsonText(bytes: Uint8Array): string {
  const binary = looksBinary(bytes);
  if (binary !== undefined) throw invalidJson(binary, 'JSON in UTF-8');
  const text = decodeUtf8(bytes);
  const other = looksForeign(text);
  if (other !== undefined) {
    throw invalidJson(other, 'JSON', 'Look at the step that wrote the file: a failed download or command.');
  }
  return text;
}

const MAGIC: readonly (readonly [found: string, ...start: number[]])[] = [
  ['UTF-16 text', 0xff, 0xfe],
  ['UTF-16 text', 0xfe, 0xff],
  ['a gzip archive', 0x1f, 0x8b],
  ['a zip archive', 0x50, 0x4b, 0x03, 0x04],
];

function looksBinary(bytes: Uint8Array): string | undefined {
  const known = MAGIC.find(([, ...start]) => start.every((byte, at) => bytes[at] === byte));
  if (known !== undefined) return known[0];
  return bytes.includes(0) ? 'NUL bytes (UTF-16 or binary data)' : undefined;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    // Too long for one string is told apart from bad bytes: the first throws no TypeError.
    throw invalidJson(cause instanceof TypeError ? 'bytes that are not UTF-8' : 'too long a text');
  }
}

function looksForeign(text: string): string | undefined {
  const start = text.slice(0, 4096).trimStart();
  if (start === '' && text.trim() === '') return 'an empty file';
  if (/^<(!doctype html|html|head|body)\b/i.test(start)) return 'an HTML page';
  if (start.startsWith('<')) return 'an XML document';
  return /^["[{\d-]|^(true|false|null)\s*$/.test(start) || start === '' ? undefined : 'plain text';
}
