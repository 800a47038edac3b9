import { ActionError, quote } from '@gatehouse/action-kit';

/** Whether `text` may be a tag (distribution spec, "Pulling manifests"). */
export function isTag(text: string): boolean {
  return /^\w[\w.-]{0,127}$/.test(text);
}

/** Reads a tag; fails with `INVALID_TAG`. */
export function parseTag(text: string): string {
  if (isTag(text)) return text;
  throw new ActionError({
    code: 'INVALID_TAG',
    message: `Found ${quote(text)} as a tag, expected at most 128 letters, digits, "_", "." and "-", not starting with "." or "-".`,
    hint: 'A SemVer build such as "1.0.0+x" is not a tag; replace the "+", for example with "_".',
  });
}
