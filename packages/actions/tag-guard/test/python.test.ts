import { describe, expect, it, test } from 'vitest';
import { agrees, expected, inPython } from '../src/lockstep/spelling.ts';
import { readVersion } from '../src/version.ts';
import { objections, play } from './play.ts';

function version(text: string) {
  const reading = readVersion(text);
  if (reading.kind === 'version') return reading.version;
  throw new Error(`${text} is no version`);
}

describe('PEP 440', () => {
  test.each([
    ['1.2.0', '1.2.0'],
    ['1.2.0-rc.1', '1.2.0rc1'],
    ['1.2.0-rc1', '1.2.0rc1'],
    ['1.2.0-alpha.10', '1.2.0a10'],
    ['1.2.0-beta', '1.2.0b0'],
    ['1.2.0-dev.3', '1.2.0.dev3'],
    ['1.2.0-nightly.3', undefined],
    ['1.2.0-rc.1.2', undefined],
    ['1.2.0-0', undefined],
  ])('writes %s as %s', (text, spelled) => {
    expect(inPython(version(text))).toBe(spelled);
  });

  test.each(['1.2.0rc1', '1.2.0-rc.1', '1.2.0.rc1', '1.2.0RC1', '1.2.0c1', '1.2.0_pre_1', '1.2.0-preview01'])(
    '%s is 1.2.0-rc.1',
    (found) => {
      expect(agrees(found, 'python', version('1.2.0-rc.1'))).toBe(true);
    },
  );

  test.each([
    '1.2.0',
    '1.2rc1',
    '1.2.0rc10',
    '1.2.0rc',
    '1.2.0b1',
    '1.2.0rc1.post1',
    '1.2.0rc1+local',
    'v1.2.0rc1',
    '',
  ])('%j is not 1.2.0-rc.1', (found) => {
    expect(agrees(found, 'python', version('1.2.0-rc.1'))).toBe(false);
  });

  test.each(['1.2', '1.2.0.0', '01.2.0', '1.2.0.post1', '1.2.0-0', '1.2.0a0', '1.2.0 ', '1.2.0dev'])(
    '%j is not 1.2.0',
    (found) => {
      expect(agrees(found, 'python', version('1.2.0'))).toBe(false);
    },
  );

  it('is told where it cannot write a version', () => {
    expect(expected('python', version('1.2.0-nightly.3'))).toBe(
      '1.2.0-nightly.3, which PEP 440 cannot write',
    );
  });

  it('does not count in a file of another language', () => {
    expect(agrees('1.2.0rc1', 'semver', version('1.2.0-rc.1'))).toBe(false);
  });
});

const saidOf = async (path: string, text: string) => (await objections(path, { [path]: text })).said;

describe('a pyproject.toml', () => {
  it('states no version that PEP 440 cannot write, even in the spelling of the tag', async () => {
    const files = { 'pyproject.toml': '[project]\nversion = "1.2.0-nightly.3"' };
    const given = { files: 'pyproject.toml', 'pre-releases': 'allow' };
    const { error } = await play('refs/tags/v1.2.0-nightly.3', given, { files });
    expect(error?.message).toContain('expected 1.2.0-nightly.3, which PEP 440 cannot write.');
  });

  test.each([
    '[project]\nversion = "0.5.1"',
    '[tool.poetry]\nversion = "0.5.1"',
    '[project]\ndynamic = ["version"]\n[tool.poetry]\nversion = "0.5.1"',
  ])('states it by %j', async (text) => {
    expect(await saidOf('pyproject.toml', text)).toEqual([]);
  });

  it('with two versions must state it twice', async () => {
    expect(
      await saidOf('pyproject.toml', '[project]\nversion = "0.5.1"\n[tool.poetry]\nversion = "0.5.0"'),
    ).toEqual(['"pyproject.toml", line 4: "tool.poetry.version" is "0.5.0", expected 0.5.1.']);
  });

  it('that leaves it to the build is no proof, and says what to list instead', async () => {
    expect(
      await saidOf('pyproject.toml', '[project]\nname = "a"\ndynamic = ["readme", "version"]\n'),
    ).toEqual([
      '"pyproject.toml" leaves the version to the build (project.dynamic). List the file that the build takes it from instead, such as __init__.py, or the Cargo.toml of maturin; a version taken from the tag needs no check.',
    ]);
  });

  it('without a version is no proof', async () => {
    expect(await saidOf('pyproject.toml', '[project]\nname = "a"\n')).toEqual([
      '"pyproject.toml" has neither project.version nor tool.poetry.version. Give the project a version, or take the file off the list.',
    ]);
  });
});

describe('a Python file', () => {
  test.each([
    '__version__ = "0.5.1"',
    "__version__='0.5.1'\r\n",
    '__version__: str = "0.5.1"  # kept by hand',
    '__version__ = version = "0.5.1"',
    'VERSION = __version__ = "0.5.1"',
    '"""It has __version__."""\nif __version__ == "9.9.9":\n    pass\n__version__ = "0.5.1"\n',
  ])('states it by %j', async (text) => {
    expect(await saidOf('a/__init__.py', text)).toEqual([]);
  });

  test.each([
    ['', 'has no assignment to __version__'],
    ['version = "0.5.1"', 'has no assignment to __version__'],
    ['# __version__ = "0.5.1"', 'has no assignment to __version__'],
    ['__version__ = "0.5.1"\n__version__ = "0.5.1"', 'has 2 assignments to __version__'],
    [
      '__version__ = "0.5.1"\ntry:\n    __version__ = read()\nexcept E: pass',
      'has 2 assignments to __version__',
    ],
    ['import m\n\n__version__ = m.version("a")', 'has no literal __version__ = "…" at line 3'],
    ['__version__ = "0.5.1" + suffix', 'has no literal __version__ = "…" at line 1'],
    ['__version__ = f"0.5.{1}"', 'has no literal __version__ = "…" at line 1'],
    ['if x:\n    __version__ = "0.5.1"', 'has no literal __version__ = "…" at line 2'],
    ['__version__ = "0.5.1\'', 'has no literal __version__ = "…" at line 1'],
  ])('does not state it by %j', async (text, why) => {
    expect(await saidOf('a/__init__.py', text)).toEqual([expect.stringContaining(`"a/__init__.py" ${why}`)]);
  });
});
