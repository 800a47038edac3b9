import type { Manifest, VersionEntry } from './entry.ts';

/** Files of one version that are put into one text at a time. */
const FILES_AT_ONCE = 1024;
const CHUNK_CHARACTERS = 1 << 18;

/** How the lines of a text end. */
export interface TextForm {
  readonly lineEnd: '\n' | '\r\n';
  /** Whether the last line ends, too. */
  readonly finalNewline: boolean;
}

/** The form of a text that exists; lines that end in different ways become LF. */
export function formOf(text: string): TextForm {
  return { lineEnd: endsInCrlf(text) ? '\r\n' : '\n', finalNewline: text.endsWith('\n') };
}

/** Whether every line that ends does so in CRLF. */
export function endsInCrlf(text: string): boolean {
  return text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
}

/**
 * The text of a manifest in pieces: exactly `JSON.stringify(manifest, null, 2)` in the line ends of
 * `form`, and a final one as it says. A manifest of a million files never becomes one string.
 */
export function* renderText(manifest: Manifest, form: TextForm): Generator<string> {
  // No text value can hold a bare line break, so every LF is the end of a line.
  const ended = (text: string) => (form.lineEnd === '\n' ? text : text.replaceAll('\n', form.lineEnd));
  let opened = false;
  for (const entry of manifest) {
    yield opened ? ',' : '[';
    opened = true;
    for (const piece of renderVersion(entry)) yield ended(piece);
  }
  yield opened ? ended('\n]') : '[]';
  if (form.finalNewline) yield form.lineEnd;
}

/** The UTF-8 bytes of {@link renderText}, in chunks of about 256 KiB. */
export function* renderBytes(manifest: Manifest, form: TextForm): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let pieces: string[] = [];
  let characters = 0;
  for (const piece of renderText(manifest, form)) {
    pieces.push(piece);
    characters += piece.length;
    if (characters < CHUNK_CHARACTERS) continue;
    yield encoder.encode(pieces.join(''));
    pieces = [];
    characters = 0;
  }
  if (characters > 0) yield encoder.encode(pieces.join(''));
}

/** One array of all `chunks`. */
export function joinBytes(chunks: Iterable<Uint8Array>): Uint8Array {
  const list = [...chunks];
  const joined = new Uint8Array(list.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of list) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

function* renderVersion(entry: VersionEntry): Generator<string> {
  if (entry.files.length <= FILES_AT_ONCE) {
    yield elementsOf([entry]);
    return;
  }
  // No text value can hold a bare line break, so this stands nowhere but at the key itself.
  const place = '\n    "files": []';
  const [before = '', after = ''] = elementsOf([{ ...entry, files: [] }]).split(place);
  yield `${before}${place.slice(0, -1)}`;
  for (let at = 0; at < entry.files.length; at += FILES_AT_ONCE) {
    if (at > 0) yield ',';
    yield elementsOf(entry.files.slice(at, at + FILES_AT_ONCE)).replaceAll('\n', '\n    ');
  }
  yield `\n    ]${after}`;
}

/** The elements of a list as they stand between its brackets. */
function elementsOf(list: readonly unknown[]): string {
  return JSON.stringify(list, null, 2).slice(1, -2);
}
