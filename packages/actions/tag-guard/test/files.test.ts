import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseJson } from '../src/lockstep/json.ts';
import { parseToml } from '../src/lockstep/toml.ts';
import { objections, play, type Setting } from './play.ts';

const saidOf = async (path: string, text: string, rest = '') =>
  (await objections(path + rest, { [path]: text })).said;

describe('JSON', () => {
  it('a package-lock.json must state the version of its package twice', async () => {
    const lock = {
      version: '0.5.1',
      packages: { '': { version: '0.5.0' }, 'node_modules/a': { version: '9.0.0' } },
    };
    expect(await saidOf('package-lock.json', JSON.stringify(lock, null, 2))).toEqual([
      '"package-lock.json", line 5: "packages.\\"\\".version" is "0.5.0", expected 0.5.1.',
    ]);
  });

  test.each(['0.5.1', '^0.5.1', '~0.5.1', '=0.5.1', 'workspace:0.5.1', 'workspace:^0.5.1'])(
    'a dependency may be %s',
    async (requirement) => {
      const text = JSON.stringify({ dependencies: { '@a/b': requirement } });
      expect(await saidOf('package.json', text, '#dependencies.@a/b')).toEqual([]);
    },
  );

  test.each(['^0.5.0', '*', 'workspace:*', '>=0.5.1', 'file:../b'])(
    'a dependency may not be %s',
    async (requirement) => {
      const text = `{\n  "optionalDependencies": {\n    "b": "${requirement}"\n  }\n}`;
      expect(await saidOf('package.json', text, '#optionalDependencies.b')).toEqual([
        `"package.json", line 3: "optionalDependencies.b" is "${requirement}", expected 0.5.1, =0.5.1, ^0.5.1 or ~0.5.1.`,
      ]);
    },
  );

  test.each([
    ['{"name": "a"}', 'has no "version"'],
    ['{"version": null}', 'has null at "version"'],
    ['["version"]', 'has no "version"'],
    ['{"version": "0.5.1",}', 'is no valid JSON'],
    ['', 'is no valid JSON'],
  ])('%j states no version', async (text, why) => {
    expect(await saidOf('package.json', text)).toEqual([expect.stringContaining(`"package.json" ${why}`)]);
  });

  it('takes the last of two members, as every reader of the file does', async () => {
    expect(await saidOf('package.json', '{"version": "0.5.1",\n"version": "0.5.0"}')).toEqual([
      '"package.json", line 2: "version" is "0.5.0", expected 0.5.1.',
    ]);
  });
});

describe('the line of a value', () => {
  const filler = fc.constantFrom(
    '',
    '# [x]',
    'k = "version"',
    'm = [\n 1,\n]',
    's = """\n[x]\nversion = "1"\n"""',
    't = { a = 1 }',
  );
  const seeded = { seed: 20260102, numRuns: 200 };
  /** Each key of a table may stand in it once. */
  const fill = (lines: readonly string[]) => [...new Set(lines)].join('\n');

  it('is found in TOML, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(filler), fc.array(filler), fc.constantFrom('\n', '\r\n'), (before, after, end) => {
        const head = `[a]\n${fill(before)}\n[b.c]\n${fill(before)}\n`;
        const text = `${head}version = "1.2.3"\n[d]\n${fill(after)}`.replaceAll('\n', end);
        expect(parseToml(text).lineOf(['b', 'c', 'version'])).toBe(head.split('\n').length);
      }),
      seeded,
    );
  });

  it('is found in JSON, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.string(), (before, after, name) => {
        fc.pre(!['b', 'c', 'version'].includes(name) && !/^\d+$/.test(name) && name !== '__proto__');
        const text = JSON.stringify(
          { [name]: before, b: { [name]: before, c: { version: '1', after } }, version: after },
          null,
          1,
        );
        const at = text.split('\n').findIndex((line) => line.startsWith('   "version": "1"'));
        expect(parseJson(text).lineOf(['b', 'c', 'version'])).toBe(at + 1);
      }),
      seeded,
    );
  });

  it('is left out where a file makes the search too long', () => {
    const text = `a = """\n${'\n'.repeat(5000)}"""\nversion = "1"\n`;
    expect(parseToml(text).lineOf(['version'])).toBeUndefined();
  });
});

describe('a pattern of the user', () => {
  const readme = 'Write\n\n    a = "0.5.1"\n\nor\n\n    a = "0.5.0"\n';

  it('counts at every match', async () => {
    expect(await saidOf('README.md', readme, ': ^ +a = "(.*)"$')).toEqual([
      '"README.md", line 7: "/^ +a = \\"(.*)\\"$/" is "0.5.0", expected 0.5.1.',
    ]);
  });

  it('counts at both of two matches on one line', async () => {
    expect(await saidOf('a.txt', 'a=0.5.0 a=0.5.1', ': a=([\\d.]+)')).toHaveLength(1);
  });

  it('takes either spelling of a pre-release', async () => {
    const files = { 'a.txt': 'a = 1.2.0rc1\na = 1.2.0-rc.1\n' };
    const given = { 'pre-releases': 'allow', files: 'a.txt: = (.*)' };
    const { error, outputs } = await play('refs/tags/v1.2.0-rc.1', given, { files });
    expect([error, outputs.ok]).toEqual([undefined, true]);
  });

  test.each([
    ['nothing here', 'v(\\d)', 'has no match'],
    ['v0.5.1 x', '(?:v([\\d.]+))|x', 'has a match of'],
    ['1\n'.repeat(101), '(1)', 'has more than 100 matches'],
    [`${'a'.repeat(60)}!`, '^(?:(?:a+)+)(\\d)$', 'took longer than 1000 ms'],
  ])('on %j, the pattern %s finds no version', async (text, pattern, why) => {
    expect(await saidOf('a.txt', text, `: ${pattern}`)).toEqual([expect.stringContaining(`"a.txt" ${why}`)]);
  });
});

describe('a change log', () => {
  test.each([
    '## 0.5.1',
    '# v0.5.1 (2026-06-20)',
    '## [0.5.1](https://x.example/compare) (2026-06-20)',
    '### [v0.5.1]',
  ])('states its newest release by %j', async (heading) => {
    expect(await saidOf('CHANGELOG.md', `# Changelog\n\n## Unreleased\n\n${heading}\n\n## 0.5.0\n`)).toEqual(
      [],
    );
  });

  it('states none without a heading', async () => {
    expect(await saidOf('CHANGELOG.md', '# Changelog\n\n0.5.1\n')).toEqual([
      expect.stringContaining('"CHANGELOG.md" has no heading such as'),
    ]);
  });
});

describe('a file', () => {
  const judge = async (prepare: NonNullable<Setting['prepare']>) => {
    const { error } = await play('refs/tags/v0.5.1', { files: 'a/package.json' }, { prepare });
    return error?.message.split('\n').slice(1) ?? [];
  };
  const content = '{"version": "0.5.1"}';

  it('behind a link in the checkout is read', async () => {
    const prepare = async (root: string) => {
      await writeFile(join(root, 'package.json'), content);
      await symlink('.', join(root, 'a'));
    };
    expect(await judge(prepare)).toEqual([]);
  });

  it('behind a link that leads out of the checkout is not', async () => {
    const prepare = async (root: string) => {
      await mkdir(join(root, '..', 'outside'));
      await writeFile(join(root, '..', 'outside', 'package.json'), content);
      await symlink('../outside', join(root, 'a'));
    };
    expect(await judge(prepare)).toEqual([
      '"a/package.json" leads out of the workspace. List a file of the checkout.',
    ]);
  });

  it('whose folder is a file is not there', async () => {
    const said = await judge((root) => writeFile(join(root, 'a'), ''));
    expect(said).toEqual([expect.stringContaining('"a/package.json" is not there.')]);
  });

  it('behind a circle of links cannot be read', async () => {
    const said = await judge((root) => symlink('a', join(root, 'a')));
    expect(said).toEqual([expect.stringContaining('"a/package.json" cannot be read: "ELOOP')]);
  });

  test.each([
    ['a folder', (path: string) => mkdir(path), 'is no file'],
    ['a pipe', async (path: string) => void execFileSync('mkfifo', [path]), 'is no file'],
    ['no UTF-8', (path: string) => writeFile(path, Buffer.from([0x22, 0xff])), 'is no UTF-8'],
    [
      'too long',
      async (path: string) => {
        await writeFile(path, '');
        await truncate(path, 16 * 1024 * 1024 + 1);
      },
      'has 16777217 bytes, more than 16777216',
    ],
  ])('that is %s is not read', async (_, make, why) => {
    const said = await judge(async (root) => {
      await mkdir(join(root, 'a'));
      await make(join(root, 'a', 'package.json'));
    });
    expect(said).toEqual([expect.stringContaining(`"a/package.json" ${why}`)]);
  });

  it('may begin with a byte order mark', async () => {
    expect(await saidOf('package.json', `\ufeff${content}`)).toEqual([]);
  });
});
