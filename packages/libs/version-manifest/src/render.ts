import type { Manifest, VersionEntry } from './entry.ts';

/** Files of one version that are put into one text at a time. */
const FILES_AT_ONCE = 1024;
const CHUNK_CHARACTERS = 1 << 18;

/**
 * The text of a manifest in pieces: exactly `JSON.stringify(manifest, null, 2)`, and a final newline
 * when `finalNewline` is true. A manifest of a million files never becomes one string.
 */
export function* renderText(manifest: Manifest, finalNewline: boolean): Generator<string> {
  let opened = false;
  for (const entry of manifest) {
    yield opened ? ',' : '[';
    opened = true;
    yield* renderVersion(entry);
  }
  yield opened ? '\n]' : '[]';
  if (finalNewline) yield '\n';
}

/** The UTF-8 bytes of {@link renderText}, in chunks of about 256 KiB. */
export function* renderBytes(manifest: Manifest, finalNewline: boolean): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let pieces: string[] = [];
  let characters = 0;
  for (const piece of renderText(manifest, finalNewline)) {
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
