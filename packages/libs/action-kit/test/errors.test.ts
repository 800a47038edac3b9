import { expect, test } from 'vitest';
import { ActionError, isActionError, messageOf } from '../src/index.ts';

const error = new ActionError({
  code: 'LOST_RACE',
  message: 'Found b, expected a.',
  hint: 'Try again.',
  cause: 1,
});

test('an error carries its code, hint and cause', () => {
  expect({ ...error, message: error.message, cause: error.cause }).toEqual({
    name: 'ActionError',
    code: 'LOST_RACE',
    message: 'Found b, expected a.',
    hint: 'Try again.',
    cause: 1,
  });
});

test('an error without a cause has none', () => {
  expect('cause' in new ActionError({ code: 'A', message: 'a' })).toBe(false);
});

test('errors are told apart by their codes', () => {
  expect([
    isActionError(error),
    isActionError(error, 'OTHER', 'LOST_RACE'),
    isActionError(error, 'OTHER'),
    isActionError(new Error('LOST_RACE')),
  ]).toEqual([true, true, false, false]);
});

test('anything that was thrown has a message', () => {
  expect([messageOf(error), messageOf('text'), messageOf(undefined)]).toEqual([
    'Found b, expected a.',
    'text',
    'undefined',
  ]);
});
