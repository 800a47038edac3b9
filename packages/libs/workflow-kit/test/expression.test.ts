import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeOf } from '../src/expression/expr.ts';
import { fold } from '../src/expression/fold.ts';
import { withoutCase } from '../src/expression/without-case.ts';
import {
  access,
  and,
  cancelled,
  choose,
  contains,
  Expr,
  type ExprNode,
  eq,
  every,
  expr,
  fromJSON,
  get,
  github,
  hashFiles,
  ne,
  not,
  type Operand,
  or,
  renderExpression,
  renderValue,
  toJSON,
  variable,
} from '../src/index.ts';
import { evaluateAsGitHub } from './github.ts';

const bare = (value: Expr) => renderExpression(value.node);
const inText = (value: Expr) => renderValue(value.node);
/** A value that its author promises to be true or false; what it gives is nobody's business here. */
const promised = (value: Operand): Expr<'boolean'> =>
  new Expr('boolean', value instanceof Expr ? value.node : { kind: 'literal', value });
const matrix = access('string', 'needs', ['plan', 'outputs', 'matrix']);

test.each([
  ['a comparison within a comparison', eq(eq(github.ref, 'a'), true), "(github.ref == 'a') == true"],
  [
    'or within and',
    and(promised(or(github.ref, 'a')), promised(github.sha)),
    "(github.ref || 'a') && github.sha",
  ],
  [
    'and within or',
    or(and(promised(github.ref), promised('a')), github.sha),
    "github.ref && 'a' || github.sha",
  ],
  [
    'a chain within a chain',
    and(and(promised(github.ref), promised(github.sha)), cancelled()),
    'github.ref && github.sha && cancelled()',
  ],
  ['a negated comparison', not(eq(github.ref, 'a')), "!(github.ref == 'a')"],
  ['a negated call', not(contains(github.ref, 'a')), "!contains(github.ref, 'a')"],
  ['a property of a choice', get(or(github.ref, github.sha), 'x'), '(github.ref || github.sha).x'],
  [
    'every element',
    toJSON(get(every(get(fromJSON(matrix), 'include')), 'key')),
    'toJSON(fromJSON(needs.plan.outputs.matrix).include.*.key)',
  ],
  ['a key that is no name', get(github.event('a b'), github.ref), "github.event['a b'][github.ref]"],
  ['quotes in a text', eq(github.ref, "it's"), "github.ref == 'it''s'"],
  ['text within an expression', eq(expr`v${github.ref}{x}`, 'a'), "format('v{0}{{x}}', github.ref) == 'a'"],
])('%s is written as GitHub reads it', (_, value, wanted) => {
  expect(bare(value)).toBe(wanted);
});

test.each([
  ['an expression', github.ref, `\${{ github.ref }}`],
  ['text with expressions', expr`a-${github.ref}-${variable('X')}`, `a-\${{ github.ref }}-\${{ vars.X }}`],
  ['text in text', expr`a-${expr`b-${github.ref}`}`, `a-b-\${{ github.ref }}`],
  ['values that are written out', expr`v${1}.${'2'}`, 'v1.2'],
  ['text that looks like an expression', expr`${`\${{ secrets.X }}`}`, `\${{ '\${{ secrets.X }}' }}`],
])('%s is rendered as a value', (_, value, wanted) => {
  expect(inText(value)).toBe(wanted);
});

test('what an expression uses and gives is known', () => {
  const both = or(hashFiles('**/package-lock.json'), github.sha);
  expect([both.type, both.uses]).toEqual(['string', ['github', 'hashFiles()']]);
  expect(choose(eq(github.ref, 'a'), true, github.sha).type).toBe('json');
});

test('an expression does not become text by itself, and says where', () => {
  const slip = () => `echo ${github.head_ref}`;
  expect(slip).toThrow(
    /test\/expression\.test\.ts:\d+: The expression github\.head_ref is used as plain text/,
  );
});

/** A comparison of anything with anything, which `eq` and the like do not take. */
const compared = (operator: '==' | '<', one: Operand, other: Operand) =>
  new Expr('boolean', { kind: 'operation', operator, operands: [nodeOf(one), nodeOf(other)] });

test('T13: a flag is not compared with a text', () => {
  const flag = access('boolean', 'inputs', ['dry-run']);
  // @ts-expect-error
  expect(() => eq(flag, 'false')).toThrow(/expression\.test\.ts:\d+: .* compares them as numbers/);
  // @ts-expect-error
  expect(() => ne('true', flag)).toThrow(/Compare it with true or false/);
  // @ts-expect-error
  expect(() => eq(github.ref_protected, github.ref)).toThrow(/"github\.ref_protected" is true or false/);
  expect(bare(eq(flag, false))).toBe('inputs.dry-run == false');
  expect(bare(eq(github.event('inputs', 'dry-run'), 'false'))).toBe("github.event.inputs.dry-run == 'false'");
});

const operand = fc.letrec<{ node: Operand; leaf: Operand }>((tie) => ({
  leaf: fc.constantFrom<Operand>(true, false, 0, 1, -2.5, '', 'a', null, github.ref),
  node: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => compared('==', one, other)),
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => compared('<', one, other)),
    fc
      .tuple(tie('node'), tie('node'), tie('node'))
      .map(([one, ...more]) => and(promised(one), ...more.map(promised))),
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => or(one, other)),
    tie('node').map((one) => not(promised(one))),
  ),
})).node;

/** The same expression with parentheses around everything. */
function spelledOut(value: Operand): string {
  const node = typeof value === 'object' && value !== null ? value.node : undefined;
  if (node?.kind === 'operation') {
    return `(${node.operands.map((one) => spelledOut({ node: one } as Expr)).join(` ${node.operator} `)})`;
  }
  if (node?.kind === 'not') return `(!${spelledOut({ node: node.operand } as Expr)})`;
  return renderExpression(node ?? { kind: 'literal', value: value as string });
}

test('parentheses are left out only where GitHub reads the same', () => {
  const contexts = { github: { ref: 'a' } };
  fc.assert(
    fc.property(operand, (value) => {
      const text = renderExpression(
        typeof value === 'object' && value !== null ? value.node : { kind: 'literal', value },
      );
      expect(evaluateAsGitHub(text, contexts)).toEqual(evaluateAsGitHub(spelledOut(value), contexts));
    }),
    { seed: 4, numRuns: 500 },
  );
});

test('what is folded gives the same', () => {
  const nodeOfOperand = (value: Operand): ExprNode =>
    typeof value === 'object' && value !== null ? value.node : { kind: 'literal', value };
  fc.assert(
    fc.property(operand, fc.constantFrom('a', 'A', '', 'false'), (value, ref) => {
      const before = renderExpression(nodeOfOperand(value));
      const after = renderExpression(fold(nodeOfOperand(value)));
      const contexts = { github: { ref } };
      expect(evaluateAsGitHub(after, contexts)).toEqual(evaluateAsGitHub(before, contexts));
    }),
    { seed: 4, numRuns: 2000 },
  );
});

test.each([
  [or('', github.ref_name), 'github.ref_name'],
  [and(eq(github.ref, 'a'), eq(false, false)), "github.ref == 'a'"],
  [and(promised(github.ref), eq(false, false)), 'github.ref && true'],
  [or(github.ref, 'a', github.sha), "github.ref || 'a'"],
  [choose(eq('A', 'a'), github.ref, ''), 'github.ref'],
  [choose(eq(github.ref, 'a'), '', ''), "''"],
  [eq(expr`${''}${github.ref}${'x'}`, ''), "format('{0}x', github.ref) == ''"],
  [eq('1', 1), "'1' == 1"],
])('%# what is decided is left out', (value, wanted) => {
  expect(renderExpression(fold(value.node))).toBe(wanted);
});

test('a choice without `case` gives the same for every value', () => {
  const value = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
  const given = (name: string) => access('json', 'inputs', [name]);
  const chosen = choose(eq(given('c'), true), given('a'), choose(eq(given('a'), ''), "it's", given('b')));
  fc.assert(
    fc.property(fc.boolean(), value, value, (c, a, b) => {
      const inputs = { inputs: { a, b, c } };
      expect(evaluateAsGitHub(renderExpression(withoutCase(chosen.node)), inputs)).toEqual(
        evaluateAsGitHub(bare(chosen), inputs),
      );
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('an expression of another copy of the kit is one, too', async () => {
  const copy: { readonly Expr: typeof Expr } = await import(
    new URL('../src/expression/expr.ts?copy', import.meta.url).href
  );
  expect(copy.Expr).not.toBe(Expr);
  expect(github.ref).toBeInstanceOf(copy.Expr);
  expect({ kind: 'literal' }).not.toBeInstanceOf(Expr);
});

test('a text means itself', () => {
  // The evaluator of the language services takes back one doubled quote only; the runner takes all.
  const text = fc.string({ unit: 'binary' }).filter((one) => one.split("'").length <= 2);
  fc.assert(
    fc.property(text, (one) => {
      expect(evaluateAsGitHub(bare(toJSON(one)), {})).toBe(
        evaluateAsGitHub('toJSON(github)', { github: one }),
      );
    }),
    { seed: 4, numRuns: 300 },
  );
});
