import { expect, test } from 'vitest';
import { renderFor, SLUG } from './workflow.ts';

/** Lines of `one` that `other` has not, each once. */
function linesOnlyIn(one: string, other: string): readonly string[] {
  const theirs = new Set(other.split('\n'));
  const own = one.split('\n').filter((line) => !theirs.has(line));
  return [...new Set(own.map((line) => line.trim()))];
}

test('the stage plays what is generated, but for three words that act does not know', () => {
  const generated = renderFor({ kind: 'github.com' });
  const played = renderFor({ kind: 'stage', slug: SLUG, ref: 'stage' });
  const forms = [/^# sha256 of what follows: \w+$/, /^uses: \$\/[\w-]+$/, /\bcase\(/, /^queue: max$/];
  const left = linesOnlyIn(generated, played);
  expect(left.filter((line) => !forms.some((form) => form.test(line)))).toEqual([]);
  expect(forms.filter((form) => !left.some((line) => form.test(line)))).toEqual([]);
  const stageForms = [
    /^# sha256 of what follows: \w+$/,
    /^uses: gatehouse-actions\/gatehouse\/[\w-]+@stage$/,
    /\b(from|to)JSON\(/,
    /^# The stage knows no "queue: max"/,
  ];
  const own = linesOnlyIn(played, generated);
  expect(own.filter((line) => !stageForms.some((form) => form.test(line)))).toEqual([]);
});
