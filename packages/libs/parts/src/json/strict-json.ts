import type { JsonLimits } from '../part/limits.ts';
import { scanJson } from './json-scan.ts';
import { decodeJsonText, invalidJson } from './json-text.ts';
import { placeIn } from './json-token.ts';

/**
 * Parses hostile JSON: caps before anything is built, keys at most once and never one that reaches a
 * prototype, whole characters, finite numbers. A byte order mark and any line ending are taken.
 *
 * Throws {@link ActionError} `INVALID_JSON`, "found …, expected …"; the caller adds the file's name.
 */
export function parseStrictJson(bytes: Uint8Array, limits: JsonLimits): unknown {
  if (bytes.length > limits.bytes) {
    throw invalidJson(`${bytes.length} bytes`, `at most ${limits.bytes}`);
  }
  const text = decodeJsonText(bytes);
  scanJson(text, limits);
  try {
    return JSON.parse(text);
  } catch (thrown) {
    // Only strings are left to be wrong; the engine tells the place, and quotes the text, which we do not.
    const at = /at position (\d+)/.exec(String(thrown))?.[1];
    throw invalidJson(`a bad string${at === undefined ? '' : ` at ${placeIn(text, Number(at))}`}`);
  }
}
