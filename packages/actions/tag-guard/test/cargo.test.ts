import { describe, expect, it, test } from 'vitest';
import { objections, placesTold, play } from './play.ts';

const a = '[package]\nname = "a"\nversion = "0.5.1"\n';
const b = (dependencies: string) => ({
  'a/Cargo.toml': a,
  'b/Cargo.toml': `[package]\nname = "b"\nversion = "0.5.1"\n\n${dependencies}\n`,
});
const list = 'a/Cargo.toml\nb/Cargo.toml';

describe('an entry for a package of the list', () => {
  test.each(['0.5.1', '=0.5.1', '= 0.5.1', '^0.5.1', '~0.5.1'])('may require %s', async (requirement) => {
    const files = b(`[dependencies]\na = { path = "../a", version = "${requirement}" }`);
    expect(await objections(list, files)).toEqual({ ok: true, said: [] });
  });

  test.each(['0.5', '0', '*', '>=0.5.1', '0.5.1, <1', '0.5.1-rc.1', '0.5.10', '==0.5.1', '0.5.1+b', ''])(
    'may not require %j',
    async (requirement) => {
      const files = b(`[dependencies]\na = { path = "../a", version = "${requirement}" }`);
      expect((await objections(list, files)).said).toEqual([
        `"b/Cargo.toml", line 6: "dependencies.a.version" is "${requirement}", expected 0.5.1, =0.5.1, ^0.5.1 or ~0.5.1.`,
      ]);
    },
  );

  test.each([
    ['[dev-dependencies]\na = { path = "../a", version = "0.5.0" }', 6, 'dev-dependencies.a.version'],
    ['[build-dependencies]\na = { path = "../a", version = "0.5.0" }', 6, 'build-dependencies.a.version'],
    ['[dev_dependencies]\na = { path = "../a", version = "0.5.0" }', 6, 'dev_dependencies.a.version'],
    ['[dependencies.a]\npath = "../a"\nversion = "0.5.0"', 7, 'dependencies.a.version'],
    ['[dependencies]\na.path = "../a"\na.version = "0.5.0"', 7, 'dependencies.a.version'],
    ['[dependencies]\nx = { package = "a", path = "../a", version = "0.5.0" }', 6, 'dependencies.x.version'],
    [
      '[target.\'cfg(unix)\'.dependencies]\na = { path = "../a", version = "0.5.0" }',
      6,
      'target.\\"cfg(unix)\\".dependencies.a.version',
    ],
    [
      '[target.x86_64-pc-windows-msvc.build-dependencies]\na = { path = "../a", version = "0.5.0" }',
      6,
      'target.x86_64-pc-windows-msvc.build-dependencies.a.version',
    ],
    [
      '[workspace.dependencies]\na = { path = "../a", version = "0.5.0" }',
      6,
      'workspace.dependencies.a.version',
    ],
  ])('is found in %j', async (dependencies, line, place) => {
    expect((await objections(list, b(dependencies))).said).toEqual([
      `"b/Cargo.toml", line ${line}: "${place}" is "0.5.0", expected 0.5.1, =0.5.1, ^0.5.1 or ~0.5.1.`,
    ]);
  });

  test.each([
    ['of another package', '[dependencies]\nc = { path = "../c", version = "0.1" }'],
    ['without a version, which is never published', '[dependencies]\na = { path = "../a" }'],
    [
      'without a path, which is meant to be an older one',
      '[dev-dependencies]\nold = { package = "a", version = "0.4" }',
    ],
    ['in one word', '[dev-dependencies]\na = "0.4"'],
    ['that only has the name', '[dependencies]\na = { package = "c", path = "../c", version = "0.1" }'],
  ])('is left alone: one %s', async (_, dependencies) => {
    expect(await objections(list, b(dependencies))).toEqual({ ok: true, said: [] });
  });

  it('is left alone where the manifest of that package is not listed', async () => {
    const files = b('[dependencies]\na = { path = "../a", version = "0.4" }');
    expect(await objections('b/Cargo.toml', files)).toEqual({ ok: true, said: [] });
  });

  it('is left alone with "dependencies: ignore"', async () => {
    const files = b('[dependencies]\na = { path = "../a", version = "0" }');
    expect(await objections(list, files, { dependencies: 'ignore' })).toEqual({ ok: true, said: [] });
  });
});

describe('an entry that is not compared is told with its reason', () => {
  const leftOut = async (lines: string, files: Readonly<Record<string, string>>) =>
    (await placesTold(lines, files)).filter((line) => line.startsWith('Left out: '));
  const noPath = 'it has no path, so another version may be meant';
  const noVersion = 'it has no version, so it is never published';

  test.each([
    ['one word', 'a = "0.4"', `"dependencies.a" is "0.4", but ${noPath}`],
    ['one word with the very version', 'a = "0.5.1"', `"dependencies.a" is "0.5.1", but ${noPath}`],
    ['a table', 'a = { version = "1.0.0" }', `"dependencies.a" is "1.0.0", but ${noPath}`],
    ['a repository', 'a = { git = "x", version = "1" }', `"dependencies.a" is "1", but ${noPath}`],
    [
      'another name',
      'old = { package = "a", version = "0.4" }',
      `"dependencies.old" is "0.4", but ${noPath}`,
    ],
    ['a path alone', 'a = { path = "../a" }', `"dependencies.a", but ${noVersion}`],
    ['a repository alone', 'a = { git = "x" }', `"dependencies.a", but ${noVersion}`],
    [
      'a package that no line lists',
      'c = { path = "../c", version = "0.1" }',
      '"dependencies.c" is "0.1", but the Cargo.toml of "c" is not listed',
    ],
    [
      'the name alone',
      'a = { package = "c", path = "../c", version = "0.1" }',
      '"dependencies.a" is "0.1", but the Cargo.toml of "c" is not listed',
    ],
  ])('of %s', async (_, entry, said) => {
    expect(await leftOut(list, b(`[dependencies]\n${entry}`))).toEqual([
      `Left out: "b/Cargo.toml", line 6: ${said}.`,
    ]);
  });

  test.each(['serde = "1"', 'c = { path = "../c" }', 'c = { package = "d", version = "0.5.0" }'])(
    'but not %s, which is of no listed package',
    async (entry) => {
      expect(await leftOut(list, b(`[dependencies]\n${entry}`))).toEqual([]);
    },
  );

  it('of the workspace', async () => {
    const files = {
      'Cargo.toml': '[workspace]\n[workspace.dependencies]\na = "0.4"\n',
      'a/Cargo.toml': a,
      'b/Cargo.toml': '[package]\nname = "b"\nversion = "0.5.1"\n[dependencies]\na.workspace = true\n',
    };
    expect(await leftOut('a/Cargo.toml\nb/Cargo.toml', files)).toEqual([
      `Left out: "b/Cargo.toml", line 5: "dependencies.a" is "0.4", but ${noPath}.`,
    ]);
  });

  test.each([
    ['a = "0.5.1"', 'dependencies.a'],
    ['a = { version = "0.5.1" }', 'dependencies.a'],
    ['a = { version = "0.5.1" }', 'dependencies.a.version'],
  ])('but not %s where a line names %s itself', async (entry, key) => {
    const lines = `${list}\nb/Cargo.toml#${key}`;
    expect(await leftOut(lines, b(`[dependencies]\n${entry}`))).toEqual([]);
  });

  it('even if the same key of another file is named by a line', async () => {
    const files = { ...b('[dependencies]\na = "0.4"'), 'c/Cargo.toml': '[dependencies]\na = "0.5.1"\n' };
    expect(await leftOut(`${list}\nc/Cargo.toml#dependencies.a`, files)).toHaveLength(1);
  });

  it('all at once with "dependencies: ignore"', async () => {
    const files = b('[dependencies]\na = { path = "../a", version = "0" }');
    expect(await placesTold(list, files, { dependencies: 'ignore' })).toEqual([
      'Compared: "a/Cargo.toml", line 3: "package.version" is "0.5.1".',
      'Compared: "b/Cargo.toml", line 3: "package.version" is "0.5.1".',
      'Left out: the dependency entries of each Cargo.toml, because of "dependencies: ignore".',
    ]);
  });

  it('and not with "dependencies: ignore" where there is no Cargo.toml', async () => {
    const files = { 'package.json': '{"version": "0.5.1"}' };
    expect(await placesTold('package.json', files, { dependencies: 'ignore' })).toEqual([
      'Compared: "package.json", line 1: "version" is "0.5.1".',
    ]);
  });
});

it('the log of a renamed entry with a path names it as compared', async () => {
  const files = b('[dependencies]\nx = { package = "a", path = "../a", version = "=0.5.1" }');
  expect(await placesTold(list, files)).toEqual([
    'Compared: "a/Cargo.toml", line 3: "package.version" is "0.5.1".',
    'Compared: "b/Cargo.toml", line 3: "package.version" is "0.5.1".',
    'Compared: "b/Cargo.toml", line 6: "dependencies.x.version" is "=0.5.1".',
  ]);
});

it('the log of a refused release names what was compared and left out, too', async () => {
  const files = { ...b('[dependencies]\na = "0.4"'), 'a/Cargo.toml': a.replace('0.5.1', '0.5.0') };
  expect(await placesTold(list, files)).toEqual([
    'Compared: "b/Cargo.toml", line 3: "package.version" is "0.5.1".',
    'Left out: "b/Cargo.toml", line 6: "dependencies.a" is "0.4", but it has no path, so another version may be meant.',
  ]);
});

it('what is left out is counted apart, and stands in the summary and the evidence', async () => {
  const files = b('[dependencies]\na = "0.4"\nc = { package = "b", path = "../b" }');
  const { outputs, summary } = await play('refs/tags/v0.5.1', { files: list }, { files });
  expect(outputs.reason).toBe('"v0.5.1" is the release 0.5.1, as 2 places state; 2 were left out');
  expect(summary).toContain(
    '| b/Cargo.toml | 6 | dependencies.a | "0.4" | it has no path, so another version may be meant | ➖ left out |\n| b/Cargo.toml | 7 | dependencies.c |  | it has no version, so it is never published | ➖ left out |',
  );
  const entry = { file: 'b/Cargo.toml', place: 'dependencies.a', line: 6, verdict: 'left-out', found: '0.4' };
  expect(outputs.evidence).toMatchObject({
    files: [
      { verdict: 'equal' },
      { verdict: 'equal' },
      { ...entry, expected: null, why: 'it has no path, so another version may be meant' },
      { verdict: 'left-out', found: null, why: 'it has no version, so it is never published' },
    ],
  });
});

it('what is left out is not among the places of a refusal', async () => {
  const files = { ...b('[dependencies]\na = "0.4"'), 'a/Cargo.toml': a.replace('0.5.1', '0.5.0') };
  const { outputs } = await play('refs/tags/v0.5.1', { files: list }, { files });
  expect(outputs.reason).toBe('1 of 2 places does not state the version 0.5.1 of the tag "v0.5.1"');
});

describe('a listed key', () => {
  test.each([
    ['dependencies.a', '[dependencies]\na = "=0.5.1"'],
    ['dependencies.a', '[dependencies]\na = { version = "0.5.1" }'],
    ['dependencies.a.version', '[dependencies.a]\nversion = "0.5.1"'],
    ['target."cfg(unix)".dependencies.a', "[target.'cfg(unix)'.dependencies]\na = '0.5.1'"],
    ['package', ''],
    ['package.metadata.release', '[package.metadata]\nrelease = """0.5.1"""'],
  ])('%s is read from %j', async (key, dependencies) => {
    expect(await objections(`b/Cargo.toml#${key}`, b(dependencies))).toEqual({ ok: true, said: [] });
  });

  test.each([
    [
      'dependencies.a',
      '[dependencies]\na = { path = "../a" }',
      'has no version at "dependencies.a", but a place',
    ],
    ['dependencies.z', '[dependencies]\na = "0.5.1"', 'has no "dependencies.z"'],
    ['package.name.x', '', 'has no "package.name.x"'],
    ['package.__proto__', '', 'has no "package.__proto__"'],
    ['package.constructor', '', 'has no "package.constructor"'],
    ['lib', '[lib]\nbench = false', 'has {"bench":false} at "lib"'],
    ['x.n', '[x]\nn = 123456789012345678901', 'has 123456789012345678901 at "x.n"'],
  ])('%s that is none is told', async (key, text, why) => {
    const { ok, said } = await objections(`b/Cargo.toml#${key}`, b(text));
    expect([ok, said]).toEqual([false, [expect.stringContaining(`"b/Cargo.toml" ${why}`)]]);
  });
});

describe('in a workspace', () => {
  const root = (rest: string) => `[workspace]\nmembers = ["crates/*"]\n${rest}`;
  const member = '[package]\nname = "a"\nversion.workspace = true\n';
  const said = async (files: Readonly<Record<string, string>>, lines = 'crates/a/Cargo.toml') =>
    (await objections(lines, files)).said;

  test.each(['version.workspace = true', 'version = { workspace = true }', 'version = {workspace=true}'])(
    'a member with %s states the version of the workspace',
    async (inherited) => {
      const files = {
        'Cargo.toml': root('\n[workspace.package]\nversion = "0.5.0"\n'),
        'crates/a/Cargo.toml': `[package]\nname = "a"\n${inherited}\n`,
      };
      expect(await said(files)).toEqual([
        '"Cargo.toml", line 5: "workspace.package.version" is "0.5.0", expected 0.5.1.',
      ]);
    },
  );

  it('a place that several members inherit is told once', async () => {
    const files = {
      'Cargo.toml': root('[workspace.package]\nversion = "0.5.0"\n'),
      'crates/a/Cargo.toml': member,
      'crates/b/Cargo.toml': member,
    };
    expect(await said(files, 'Cargo.toml\ncrates/a/Cargo.toml\ncrates/b/Cargo.toml')).toHaveLength(1);
  });

  it('a root with a package of its own states both versions', async () => {
    const files = { 'Cargo.toml': `${a}[workspace.package]\nversion = "0.5.0"\n` };
    expect(await said(files, 'Cargo.toml')).toEqual([
      '"Cargo.toml", line 5: "workspace.package.version" is "0.5.0", expected 0.5.1.',
    ]);
  });

  it('a root may inherit the version from itself', async () => {
    const files = { 'Cargo.toml': `${member}[workspace.package]\nversion = "0.5.0"\n` };
    expect(await said(files, 'Cargo.toml')).toEqual([
      '"Cargo.toml", line 5: "workspace.package.version" is "0.5.0", expected 0.5.1.',
    ]);
  });

  it('the root is the one that package.workspace names', async () => {
    const files = {
      'Cargo.toml': root('[workspace.package]\nversion = "0.5.1"\n'),
      'other/Cargo.toml': '[workspace.package]\nversion = "0.4.0"\n',
      'crates/a/Cargo.toml': `${member}workspace = "../../other"\n`,
    };
    expect(await said(files)).toEqual([
      '"other/Cargo.toml", line 2: "workspace.package.version" is "0.4.0", expected 0.5.1.',
    ]);
  });

  it('the root is the nearest manifest above that is a workspace', async () => {
    const files = {
      'Cargo.toml': root('[workspace.package]\nversion = "0.4.0"\n'),
      'crates/Cargo.toml': root('[workspace.package]\nversion = "0.5.1"\n'),
      'crates/a/Cargo.toml': '[package]\nname = "z"\nversion = "9.0.0"\n',
      'crates/a/b/Cargo.toml': member,
    };
    expect(await said(files, 'crates/a/b/Cargo.toml')).toEqual([]);
  });

  it('an entry is taken from the workspace where it says so', async () => {
    const files = {
      'Cargo.toml': root('[workspace.dependencies]\na = { path = "crates/a", version = "0.5.0" }\n'),
      'crates/a/Cargo.toml': a,
      'crates/b/Cargo.toml': '[package]\nname = "b"\nversion = "0.5.1"\n[dependencies]\na.workspace = true\n',
    };
    expect(await said(files, 'crates/a/Cargo.toml\ncrates/b/Cargo.toml')).toEqual([
      '"Cargo.toml", line 4: "workspace.dependencies.a.version" is "0.5.0", expected 0.5.1, =0.5.1, ^0.5.1 or ~0.5.1.',
    ]);
  });

  test.each([
    ['there is no workspace', {}, 'inherits from a workspace, and none is found'],
    [
      'it has no version',
      { 'Cargo.toml': root('') },
      'inherits from "Cargo.toml", which has no "workspace.package.version"',
    ],
    ['it is broken', { 'Cargo.toml': '[workspace' }, 'may inherit from "Cargo.toml", which is no valid TOML'],
  ])('a member is not taken for equal where %s', async (_, files, why) => {
    const sentences = await said({ ...files, 'crates/a/Cargo.toml': member });
    expect(sentences).toEqual([expect.stringContaining(`"crates/a/Cargo.toml" ${why}`)]);
  });

  it('the root is not looked for outside of the checkout', async () => {
    const files = {
      '../Cargo.toml': root('[workspace.package]\nversion = "0.5.1"\n'),
      'a/Cargo.toml': `${member}workspace = "../.."\n`,
    };
    expect(await said(files, 'a/Cargo.toml')).toEqual([
      '"a/Cargo.toml" may inherit from "../Cargo.toml", which leads out of the workspace. List a file of the checkout.',
    ]);
  });
});

test.each([
  ['[package]\nname = "a"\n', 'has neither package.version nor workspace.package.version'],
  ['[package]\nversion = 1\n', 'has 1 at "package.version"'],
  ['[package]\nversion = "0.5.1"\nversion = "0.5.1"\n', 'is no valid TOML'],
  ['<<<<<<< HEAD\n', 'is no valid TOML'],
])('the manifest %j states no version', async (text, why) => {
  const { said } = await objections('Cargo.toml', { 'Cargo.toml': text });
  expect(said).toEqual([expect.stringContaining(`"Cargo.toml" ${why}`)]);
});
