import { expect, test, vi } from 'vitest';
import { cell, concealSecret, quote, quoteLines, redact, registerSecret } from '../src/index.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test('a registered secret is taken out wherever it stands', () => {
  registerSecret('first-secret');
  expect(redact('a first-secret, afirst-secretb')).toBe('a ***, a***b');
});

test('so are the forms in which git sends it', () => {
  registerSecret('second-secret');
  const header = `AUTHORIZATION: basic ${base64('x-access-token:second-secret')} ${base64('second-secret')}`;
  expect(redact(header)).toBe('AUTHORIZATION: basic *** ***');
});

test('a secret that begins another leaves nothing of the longer one', () => {
  registerSecret('third');
  registerSecret('third-and-more');
  expect(redact('third-and-more third')).toBe('*** ***');
});

test('a secret of a terminal is taken out, and not printed for a runner to read', () => {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  concealSecret('terminal-secret');
  const printed = write.mock.calls.length;
  write.mockRestore();
  expect([printed, redact('a terminal-secret')]).toEqual([0, 'a ***']);
});

test('an empty secret changes nothing', () => {
  registerSecret('');
  expect(redact('plain')).toBe('plain');
});

test('nothing of a secret is left where a text is cut', () => {
  const long = `ghs_${'x1'.repeat(120)}`;
  registerSecret(long);
  expect(quote(`Bad credentials: ${long}`)).toBe('"Bad credentials: ***"');
  expect(quote({ authorization: long })).toBe('{"authorization":"***"}');
});

test('a secret is known before its characters are escaped', () => {
  const odd = 'pa"ss\\wo_rd';
  registerSecret(odd);
  expect([quote(odd), quote([odd]), cell(odd), quoteLines(odd)]).toEqual([
    '"***"',
    '["***"]',
    '\\*\\*\\*',
    '| ***',
  ]);
});
