import { quote } from '@gatehouse/action-kit/quote';
import type * as z from 'zod/mini';

/**
 * What a schema finds wrong in `value`, a sentence for each mistake: "place: found …, expected …". `prefix`
 * is the place of the value itself. Each message of the schema completes "expected …".
 */
export function shapeMistakes(error: z.core.$ZodError, value: unknown, prefix = ''): readonly string[] {
  return error.issues.flatMap((issue) => describe(issue, value, prefix));
}

function describe(issue: z.core.$ZodIssue, value: unknown, prefix: string): string[] {
  const path = [...(prefix === '' ? [] : [prefix]), ...issue.path.map(String)].join('.');
  const place = path === '' ? '' : `${path}: `;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((name) => `${place}found the unknown field ${quote(name)}`);
  }
  const found = issue.path.reduce<unknown>((inner, step) => Object(inner)[step], value);
  const wanted = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [`${place}found ${found === undefined ? 'nothing' : quote(found)}, expected ${wanted}`];
}
