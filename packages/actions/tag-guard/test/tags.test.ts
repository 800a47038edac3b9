import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decide } from '../src/decide.ts';
import { readRef } from '../src/ref.ts';
import { readVersion } from '../src/version.ts';
import { play } from './play.ts';

const strict = { prefix: 'v', preReleases: 'refuse' } as const;
const lenient = { prefix: 'v', preReleases: 'allow' } as const;
const codeOf = (tag: string, policy: typeof strict | typeof lenient = strict) => {
  const decision = decide({ kind: 'tag', tag, spelling: 'full-ref' }, policy);
  return decision.kind === 'skip' ? decision.code : decision.version.text;
};

test.each([
  ['v0.4.0', '0.4.0'],
  ['v1.2.3', '1.2.3'],
  ['v10.20.30', '10.20.30'],
  ['v0.0.0', '0.0.0'],
  ['v9007199254740993.0.1', '9007199254740993.0.1'],
  ['v01.2.3', 'leading-zero'],
  ['v1.02.3', 'leading-zero'],
  ['v1.2.03', 'leading-zero'],
  ['v00.0.0', 'leading-zero'],
  ['v1.2.3-rc.1', 'pre-release'],
  ['v1.2.3-0', 'pre-release'],
  ['v1.2.3-rc.01', 'leading-zero'],
  ['v1.2.3+build', 'build-metadata'],
  ['v1.2.3-rc.1+build.01', 'build-metadata'],
  ['archive/v1.2.3', 'foreign-prefix'],
  ['V1.2.3', 'foreign-prefix'],
  ['1.2.3', 'foreign-prefix'],
  ['version-1.2.3', 'not-semver'],
  ['vv1.2.3', 'not-semver'],
  ['v', 'not-semver'],
  ['v1', 'not-semver'],
  ['v1.2', 'not-semver'],
  ['v1.2.3.4', 'not-semver'],
  ['v1.2.', 'not-semver'],
  ['v-1.2.3', 'not-semver'],
  ['v1.2.3-', 'not-semver'],
  ['v1.2.3-rc..1', 'not-semver'],
  ['v1.2.3+', 'not-semver'],
  ['v1.2.3-rc_1', 'not-semver'],
  ['v1.2.3\n', 'not-semver'],
  ['v1.2.3\nv1.2.4', 'not-semver'],
  ['v1.2.3\0', 'not-semver'],
  ['v1.2.3\u00a0', 'not-semver'],
  ['\ufeffv1.2.3', 'foreign-prefix'],
  ['v١.٢.٣', 'not-semver'],
  ['v\uff11.\uff12.\uff13', 'not-semver'],
  ['v1.2.³', 'not-semver'],
  ['v1。2。3', 'not-semver'],
])('the tag %j is %s', (tag, expected) => {
  expect(codeOf(tag)).toBe(expected);
});

test.each([
  [255, '1.2'],
  [256, 'too-long'],
  [1_000_000, 'too-long'],
])('a tag of %i characters is judged at once', (length, expected) => {
  expect(codeOf(`v1.2.${'9'.repeat(length - 5)}`)).toMatch(new RegExp(`^${expected}`));
});

test.each(['v1.2.3-rc.1', 'v1.2.3-0', 'v1.2.3-0a', 'v1.2.3--', 'v1.2.3-a-b.1.x-9'])(
  'the pre-release %s is released where that is allowed',
  (tag) => {
    expect(codeOf(tag, lenient)).toBe(tag.slice(1));
  },
);

/** The grammar of semver.org, read by hand: no expression in common with the code. */
function isSemVer(text: string): boolean {
  const only = (part: string, letters: string) =>
    part !== '' && [...part].every((one) => letters.includes(one));
  const DIGITS = '0123456789';
  const WORD = `${DIGITS}abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-`;
  const isNumber = (part: string) => only(part, DIGITS) && (part === '0' || part[0] !== '0');
  const [beforeBuild = '', ...build] = text.split('+');
  if (build.length > 1 || !build.every((all) => all.split('.').every((part) => only(part, WORD))))
    return false;
  const dash = beforeBuild.indexOf('-');
  const core = dash < 0 ? beforeBuild : beforeBuild.slice(0, dash);
  const preRelease = dash < 0 ? [] : beforeBuild.slice(dash + 1).split('.');
  const numbers = core.split('.');
  return (
    numbers.length === 3 &&
    numbers.every(isNumber) &&
    preRelease.every((part) => only(part, WORD) && (!only(part, DIGITS) || isNumber(part)))
  );
}

/** Texts near versions, in which each character is a likely mistake. */
const nearVersion = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0019.-+abv\n\r\t \0/٣ ³\u00a0\ufeff'), maxLength: 14 }),
  fc
    .tuple(
      fc.array(fc.constantFrom('0', '1', '01', '10', '9007199254740993', '', 'a'), {
        minLength: 2,
        maxLength: 4,
      }),
      fc.constantFrom(
        '',
        '-rc.1',
        '-0',
        '-00',
        '--',
        '-',
        '-a..b',
        '-1a',
        '+b',
        '+',
        '+00',
        '-x+y',
        '+a+b',
        '\n',
      ),
    )
    .map(([numbers, rest]) => numbers.join('.') + rest),
);
const options = { seed: 20260102, numRuns: 4000 };

describe('of any text', () => {
  it('exactly the versions of semver.org are read', () => {
    const isRead = (text: string) => {
      const reading = readVersion(text);
      return reading.kind === 'version' || reading.code === 'build-metadata';
    };
    fc.assert(
      fc.property(nearVersion, (text) => isRead(text) === isSemVer(text)),
      options,
    );
  });

  it('a release is three numbers of ASCII digits without leading zeros, and nothing else', () => {
    const form = /^v(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$/;
    fc.assert(
      fc.property(
        nearVersion,
        (text) =>
          (decide(readRef(`refs/tags/v${text}`), strict).kind === 'release') === form.test(`v${text}`),
      ),
      options,
    );
  });

  it('a released tag is its prefix and its version, and the version its parts', () => {
    fc.assert(
      fc.property(nearVersion, fc.constantFrom('v', '', 'name/v', 'a@'), (text, prefix) => {
        const decision = decide(
          { kind: 'tag', tag: prefix + text, spelling: 'full-ref' },
          { prefix, preReleases: 'allow' },
        );
        if (decision.kind === 'skip') return;
        const { major, minor, patch, preRelease } = decision.version;
        expect(decision.tag).toBe(prefix + decision.version.text);
        expect([major, minor, patch].join('.') + (preRelease === '' ? '' : `-${preRelease}`)).toBe(text);
      }),
      options,
    );
  });

  it('a reason stands on one line and is no command to the runner', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const decision = decide(
          { kind: 'tag', tag: `${text}\n::set-output name=ok::true##[error]`, spelling: 'full-ref' },
          strict,
        );
        expect(decision).toMatchObject({ kind: 'skip', reason: expect.not.stringMatching(/[\r\n]|##\[/) });
      }),
      { seed: 20260102 },
    );
  });
});

test.each([
  ['name/v', 'name/v1.2.3', '1.2.3'],
  ['name/v', 'other/v1.2.3', 'foreign-prefix'],
  ['name/v', 'v1.2.3', 'foreign-prefix'],
  ['', '3.13.3', '3.13.3'],
  ['', 'v3.13.3', 'not-semver'],
  ['@scope/name@', '@scope/name@1.2.3', '1.2.3'],
  ['release-', 'release-1.2.3', '1.2.3'],
  ['n.me/v', 'name/v1.2.3', 'foreign-prefix'],
])('with the prefix %j the tag %s is %s', (prefix, tag, expected) => {
  const decision = decide({ kind: 'tag', tag, spelling: 'full-ref' }, { ...strict, prefix });
  expect(decision.kind === 'skip' ? decision.code : decision.version.text).toBe(expected);
});

test.each(['refs/heads/main', 'refs/heads/v1.2.3', 'refs/pull/7/merge', 'refs/tagsv1.2.3', 'refs/'])(
  'the ref %s is no tag, and nothing is released',
  async (ref) => {
    const { outputs, error, log } = await play(ref);
    expect({ ok: outputs.ok, version: outputs.version, error }).toEqual({
      ok: false,
      version: undefined,
      error: undefined,
    });
    expect(log).toEqual([
      `notice: Nothing is released by this run: "${ref}" is no tag; expected a tag of the form "v" + MAJOR.MINOR.PATCH, such as "v1.2.3".`,
    ]);
  },
);

it('takes off refs/tags/ only once', () => {
  expect(readRef('refs/tags/refs/tags/v1.2.3')).toEqual({
    kind: 'tag',
    tag: 'refs/tags/v1.2.3',
    spelling: 'full-ref',
  });
});
