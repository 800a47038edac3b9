import { expect, test } from 'vitest';
import { withoutCase } from '../../src/rehearse/case-expression.ts';

const inExpression = (text: string) => `\${{ ${text} }}`;

test.each([
  ['case(a, b, c)', 'fromJSON((a) && toJSON(b) || toJSON(c))'],
  ['case(a, 1, b, 2, 3)', 'fromJSON((a) && toJSON(1) || (b) && toJSON(2) || toJSON(3))'],
  [
    `case(f('x, (', y) == 'it''s', 'a)', case(p[0], q, r))`,
    `fromJSON((f('x, (', y) == 'it''s') && toJSON('a)') || toJSON(fromJSON((p[0]) && toJSON(q) || toJSON(r))))`,
  ],
  ["'case(a, b, c)'", "'case(a, b, c)'"],
  ['lowercase(a) || x.case', 'lowercase(a) || x.case'],
])('%s becomes %s', (text, expected) => {
  expect(withoutCase(inExpression(text))).toBe(inExpression(expected));
});

test('outside of expressions, as in a script of a shell, it stays', () => {
  expect(withoutCase('case (x) in esac')).toBe('case (x) in esac');
});

test.each(['case(', "case('a", 'case(a, b', 'case()'])('broken text such as %s comes to an end', (text) => {
  expect(withoutCase(inExpression(text))).toContain('fromJSON(');
});
