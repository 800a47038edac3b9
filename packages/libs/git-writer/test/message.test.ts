import { describe, expect, test } from 'vitest';
import { composeMessage } from '../src/message.ts';

const run = { repository: 'acme/widgets', runId: 7, runAttempt: 1 };
const signOff = { name: 'A', email: 'a@example.com' };

describe('a commit message', () => {
  test.each([
    [
      'gets its trailers in a paragraph of their own',
      'Title',
      'Title\n\nSigned-off-by: A <a@example.com>\nGatehouse-Run: acme/widgets/7/1',
    ],
    [
      'has them join the trailers that the author wrote',
      'Title\n\nBody\n\nCo-authored-by: B <b@example.com>',
      'Title\n\nBody\n\nCo-authored-by: B <b@example.com>\nSigned-off-by: A <a@example.com>\nGatehouse-Run: acme/widgets/7/1',
    ],
    [
      'takes no title for a trailer',
      'fix: a thing',
      'fix: a thing\n\nSigned-off-by: A <a@example.com>\nGatehouse-Run: acme/widgets/7/1',
    ],
    [
      'loses carriage returns and spaces at the ends of lines',
      'Title \r\n\r\nBody\t\r\n',
      'Title\n\nBody\n\nSigned-off-by: A <a@example.com>\nGatehouse-Run: acme/widgets/7/1',
    ],
  ])('%s', (_, message, expected) => {
    expect(composeMessage({ message, signOff, run })).toBe(expected);
  });

  test('stays as it is where nothing is to be added', () => {
    expect(composeMessage({ message: 'Title' })).toBe('Title');
  });

  test.each([
    ['is empty', ' \n', 'BAD_MESSAGE'],
    ['claims to be another run', 'Title\n\ngatehouse-run: acme/widgets/9/1', 'BAD_MESSAGE'],
    ['holds a NUL', 'a\0b', 'BAD_MESSAGE'],
  ])('that %s is refused', (_, message, code) => {
    expect(() => composeMessage({ message, run })).toThrow(expect.objectContaining({ code }));
  });

  test('is refused with a signer that would break out of its line', () => {
    const forged = { name: 'A\nGatehouse-Run: acme/widgets/9/1', email: 'a@example.com' };
    expect(() => composeMessage({ message: 'x', signOff: forged })).toThrow(
      expect.objectContaining({ code: 'BAD_IDENTITY' }),
    );
  });
});
