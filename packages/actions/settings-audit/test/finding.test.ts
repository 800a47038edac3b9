import { expect, it } from 'vitest';
import { fail, judgeLook, judgeUnseen, pass, unknown } from '../src/compare/finding.ts';
import { ABSENT, NOT_ASKED } from '../src/settings/look.ts';

const GONE = fail('none', 'Add one.');

it('T10: what is absent or hidden can be no pass, by its type', () => {
  // @ts-expect-error An absent setting has nothing that could be as declared.
  judgeUnseen(ABSENT, pass('none'));
  // @ts-expect-error Nor has it where a look is judged.
  judgeLook(ABSENT, () => pass('there'), pass('none'));
  // @ts-expect-error What was seen is judged by its value.
  judgeUnseen({ kind: 'seen', value: 1 }, GONE);
  expect([judgeUnseen(ABSENT, GONE), judgeUnseen(NOT_ASKED, GONE)]).toEqual([
    GONE,
    unknown('not to be seen: It was not asked for.', 'Declare it.'),
  ]);
});

it('what was seen is judged by its value', () => {
  expect(judgeLook({ kind: 'seen', value: 'x' }, pass, GONE)).toEqual(pass('x'));
});
