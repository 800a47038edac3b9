import { quote } from '@gatehouse/action-kit/quote';
import type { Findings } from './finding.ts';

/**
 * The keys beside those that every entry has. They are kept when the manifest is written, so a plain
 * one is a notice; one that looks like a known key, holds a structure, or has a meaning in JavaScript
 * is an error.
 */
export function lintKeys(
  record: Readonly<Record<string, unknown>>,
  known: readonly string[],
  path: string,
  findings: Findings,
): void {
  for (const [key, value] of Object.entries(record)) {
    if (known.includes(key)) continue;
    const meant = known.find((word) => fold(word) === fold(key));
    const at = `${path}.${key}`.slice(0, 200);
    if (meant) findings.error(at, 'misspelt-key', `The key is ${quote(key)}; expected ${quote(meant)}.`);
    else if (key === '__proto__' || key === 'constructor' || key === 'prototype')
      findings.error(at, 'unknown-key', `The key ${quote(key)} must not be there.`);
    else if (typeof value === 'object' && value !== null)
      findings.error(
        at,
        'unknown-key',
        `The unknown key ${quote(key)} holds a structure; expected at most a plain value.`,
      );
    else findings.notice(at, 'unknown-key', `The unknown key ${quote(key)} is kept as it stands.`, key);
  }
}

const fold = (key: string): string => key.toLowerCase().replace(/[^a-z]/g, '');
