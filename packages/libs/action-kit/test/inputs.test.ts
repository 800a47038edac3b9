import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  choice,
  duration,
  flag,
  type Input,
  type InputShape,
  input,
  integer,
  lines,
  matching,
  messageOf,
  optional,
  readInputs,
  secret,
  text,
  withDefault,
  wordsOf,
} from '../src/index.ts';

const read = <T>(kind: Input<T>, raw: string): T => readInputs({ value: kind }, () => raw).value;

/** What a person is told about `raw`, without the name of the input. */
function refusal(kind: Input<unknown>, raw: string): string {
  try {
    read(kind, raw);
  } catch (thrown) {
    return messageOf(thrown).replace(/^value: /, '');
  }
  return 'taken';
}

describe('readInputs', () => {
  const shape = {
    files: text(),
    'is-draft': flag(),
    retries: withDefault(integer(0, 9), 3),
  } satisfies InputShape;

  test('gives every input under its own name', () => {
    const raw: Record<string, string> = { files: ' *.tar.gz ', 'is-draft': 'true', retries: '' };
    expect(readInputs(shape, (name) => raw[name] ?? '')).toEqual({
      files: '*.tar.gz',
      'is-draft': true,
      retries: 3,
    });
  });

  test('tells all mistakes at once, as one error that its reader can mend', () => {
    const raw: Record<string, string> = { 'is-draft': 'yes', retries: '10' };
    expect(() => readInputs(shape, (name) => raw[name] ?? '')).toThrow(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message: [
          'files: found nothing, expected a text',
          'is-draft: found "yes", expected true or false',
          'retries: found "10", expected a whole number from 0 to 9',
        ].join('\n'),
        hint: 'Correct the inputs under "with:" in the workflow.',
      }),
    );
  });

  test('reads the variables that the runner sets', () => {
    vi.stubEnv('INPUT_IS-DRAFT', 'false');
    vi.stubEnv('INPUT_FILES', 'a');
    expect(readInputs(shape)).toEqual({ files: 'a', 'is-draft': false, retries: 3 });
    vi.unstubAllEnvs();
  });

  test('shows a hostile value on one line and cut', () => {
    const message = refusal(flag(), `::error::gone\r\n::warning::\u202e${'x'.repeat(1000)}`);
    expect(message).toMatch(
      /^found "::error::gone\\r\\n::warning::\\u202ex{9,}… \(\d+ characters more\), expected/,
    );
  });
});

describe('an input', () => {
  test.each([
    ['true', true],
    ['True', true],
    ['TRUE', true],
    ['false', false],
    [' False\n', false],
    ['FALSE', false],
  ])('flag takes %j', (raw, value) => {
    expect(read(flag(), raw)).toBe(value);
  });

  test.each(['', 'yes', '1', 'tRUE', 'true false'])('flag refuses %j', (raw) => {
    expect(refusal(flag(), raw)).toContain('expected true or false');
  });

  test.each([
    ['0', 0],
    ['007', 7],
    ['100', 100],
  ])('integer takes %j', (raw, value) => {
    expect(read(integer(0, 100), raw)).toBe(value);
  });

  test.each(['', '101', '-1', '1.5', '1e2', '0x10', 'Infinity', '9'.repeat(16), '１'])(
    'integer refuses %j',
    (raw) => {
      expect(refusal(integer(0, 100), raw)).toContain('expected a whole number from 0 to 100');
    },
  );

  test.each([
    ['250ms', 250],
    ['90s', 90_000],
    ['10m', 600_000],
    ['2h', 7_200_000],
  ])('duration takes %j', (raw, value) => {
    expect(read(duration(), raw)).toBe(value);
  });

  test.each(['', '90', '1.5m', '10 m', '1d', 'm', '12345678s'])('duration refuses %j', (raw) => {
    expect(refusal(duration(), raw)).toContain('expected a duration such as 90s, 10m or 2h');
  });

  test('choice takes its words and names them all', () => {
    const mode = choice('git', 'api', 'none');
    expect(read(mode, 'api')).toBe('api');
    expect(refusal(mode, 'API')).toBe('found "API", expected git, api or none');
  });

  test('lines leaves out blank lines and comments', () => {
    expect(read(lines(), '\n a \r\n# no\nb # c\n\n')).toEqual(['a', 'b # c']);
  });

  test('matching says in words what it wants', () => {
    const sha = matching(/^[0-9a-f]{40}$/, 'a full commit id');
    expect(read(sha, 'a'.repeat(40))).toBe('a'.repeat(40));
    expect(refusal(sha, 'main')).toBe('found "main", expected a full commit id');
  });

  test('optional is undefined when nothing was set, and as strict as before otherwise', () => {
    expect(read(optional(flag()), ' ')).toBeUndefined();
    expect(read(optional(flag()), 'false')).toBe(false);
    expect(refusal(optional(flag()), 'no')).toBe('found "no", expected true or false');
  });

  test('withDefault keeps a value that is false', () => {
    expect(read(withDefault(flag(), true), 'false')).toBe(false);
    expect(read(withDefault(flag(), true), '')).toBe(true);
  });

  test('a parse function of its own decides', () => {
    const port = input('a port', (found) => (found.startsWith(':') ? found.slice(1) : undefined));
    expect(read(port, ':80')).toBe('80');
    expect(refusal(port, '80')).toBe('found "80", expected a port');
  });

  test('never lets a secret into the message, not even beside another mistake', () => {
    const raw: Record<string, string> = { token: 'hush-hush-hush', mode: 'hush-hush-hush' };
    const shape = { token: secret(), mode: choice('git', 'api') };
    expect(() => readInputs(shape, (name) => raw[name] ?? '')).toThrow(
      'mode: found "***", expected git or api',
    );
  });

  test('ends in a value or a message for any text', () => {
    const kinds = [text(), flag(), integer(1, 5), duration(), lines(), choice('a', 'b'), optional(flag())];
    fc.assert(
      fc.property(fc.constantFrom<Input<unknown>>(...kinds), fc.string({ unit: 'binary' }), (kind, raw) => {
        expect(refusal(kind, raw)).toMatch(/^(taken|found .*, expected .*)$/);
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

test('blanks and line ends around an input go, and nothing else', () => {
  const read = (raw: string) => readInputs({ tag: text() }, () => raw).tag;
  expect(read(' \t\r\n v1.2.3 \r\n')).toBe('v1.2.3');
  expect(['v1.2.3\u00a0', '\ufeffv1.2.3', 'v1.2.3\u2028'].map(read)).toEqual([
    'v1.2.3\u00a0',
    '\ufeffv1.2.3',
    'v1.2.3\u2028',
  ]);
});

describe('the words that an input takes', () => {
  test.each([
    ['a choice', choice('head', 'none'), ['head', 'none']],
    ['a flag', flag(), ['true', 'false']],
    ['an optional choice', optional(choice('head', 'none')), ['head', 'none']],
    ['a choice with a default', withDefault(choice('head', 'none'), 'none'), ['head', 'none']],
    ['a flag with a default', withDefault(flag(), true), ['true', 'false']],
    ['a text', text(), undefined],
    ['an optional number', optional(integer(0, 9)), undefined],
  ])('are known of %s', (_, kind, words) => {
    expect(wordsOf(kind)).toEqual(words);
  });
});
