import { quote } from '@gatehouse/action-kit/quote';
import type { AddReason } from './check-file.ts';
import type { ReportedFile } from './entry.ts';
import { isRecord, mistakeIn, type TextField } from './field.ts';

const TEXTS: readonly TextField[] = ['version', 'filename', 'arch', 'platform', 'platform_version'];
const KEYS: readonly string[] = [...TEXTS, 'download_url', 'release_url', 'sha256', 'size'];
const OPTIONAL: readonly string[] = ['platform_version', 'release_url', 'sha256', 'size'];

/** Reads the keys, types and forms of one entry; `undefined` once a reason was added. */
export function readShape(value: unknown, add: AddReason): ReportedFile | undefined {
  let sound = true;
  const refuse: AddReason = (...reason) => {
    sound = false;
    add(...reason);
  };
  if (!isRecord(value)) {
    refuse('', 'bad-shape', `The entry is ${quote(value)}; expected an object.`);
    return undefined;
  }
  for (const key of Object.keys(value)) {
    if (!KEYS.includes(key))
      refuse(key, 'unknown-key', `The key ${quote(key)} is unknown; expected ${KEYS.join(', ')}.`);
  }
  for (const key of KEYS) {
    // `hasOwn`, since a missing `constructor` or `toString` would be found on every object.
    if (Object.hasOwn(value, key)) checkValue(key, value[key], refuse);
    else if (!OPTIONAL.includes(key)) refuse(key, 'bad-shape', `${key} is missing; expected a text.`);
  }
  // Every key was checked by its name just above, which the compiler cannot follow.
  return sound ? (value as unknown as ReportedFile) : undefined;
}

function checkValue(key: string, value: unknown, refuse: AddReason): void {
  const text = TEXTS.find((field) => field === key);
  if (text) {
    const mistake = mistakeIn(text, value);
    if (mistake) refuse(key, mistake.code, mistake.message);
  } else if (key === 'size') {
    if (!Number.isSafeInteger(value) || Number(value) < 0)
      refuse(key, 'bad-size', `size is ${quote(value)}; expected a whole number of bytes.`);
  } else if (key === 'sha256') {
    if (typeof value !== 'string' || !/^[0-9a-f]{64}$/i.test(value))
      refuse(key, 'bad-sha256', `sha256 is ${quote(value)}; expected 64 hexadecimal digits.`);
  } else if (typeof value !== 'string') {
    refuse(key, 'bad-shape', `${key} is ${quote(value)}; expected a text.`);
  }
}
