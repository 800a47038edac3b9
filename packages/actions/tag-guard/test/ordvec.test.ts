import { expect, it, test } from 'vitest';
import { type Files, objections } from './play.ts';

const VERSION = '0.5.1';

/** A workspace with the outline of ordvec's: two crates, two wheels, a C interface and a change log. */
const files: Files = {
  'Cargo.toml': `[package]
name = "ordvec"
version = "${VERSION}"
rust-version = "1.89" # not a version of ours

[dependencies]
serde = { version = "1.0", optional = true }

[workspace]
members = ["ordvec-python", "ordvec-ffi", "ordvec-manifest"]
`,
  'ordvec-manifest/Cargo.toml': `[package]
name = "ordvec-manifest"
version = "${VERSION}"

[dependencies]
clap = { version = "4.6.1", optional = true }
ordvec = { version = "${VERSION}", path = ".." }
`,
  'ordvec-python/Cargo.toml': `[package]
name = "ordvec-python"
version = "${VERSION}"
publish = false

[dependencies]
ordvec_core = { package = "ordvec", path = ".." }
`,
  'ordvec-python/pyproject.toml': `[build-system]
requires = ["maturin>=1.7,<2.0"]

[project]
name = "ordvec"
version = "${VERSION}"
`,
  'ordvec-python/python/ordvec/__init__.py': `"""Python bindings."""

from ._ordvec import Index

__version__ = "${VERSION}"
`,
  'ordvec-ffi/Cargo.toml': `[package]\nname = "ordvec-ffi"\nversion = "${VERSION}"\n\n[dependencies]\nordvec = { path = ".." }\n`,
  'CHANGELOG.md': `# Changelog\n\n## [Unreleased]\n\n_No unreleased changes._\n\n## [${VERSION}] - 2026-06-20\n\n- A fix.\n\n## [0.5.0] - 2026-05-01\n`,
};
const list = Object.keys(files).join('\n');

it('lets a tag pass that all files state', async () => {
  expect(await objections(list, files)).toEqual({ ok: true, said: [] });
});

test.each([
  ['Cargo.toml', `version = "${VERSION}"`, 'line 3: "package.version" is "0.5.0", expected 0.5.1.'],
  [
    'ordvec-manifest/Cargo.toml',
    `version = "${VERSION}"\n`,
    'line 3: "package.version" is "0.5.0", expected 0.5.1.',
  ],
  [
    'ordvec-manifest/Cargo.toml',
    `version = "${VERSION}",`,
    'line 7: "dependencies.ordvec.version" is "0.5.0", expected 0.5.1, =0.5.1, ^0.5.1 or ~0.5.1.',
  ],
  [
    'ordvec-python/Cargo.toml',
    `version = "${VERSION}"`,
    'line 3: "package.version" is "0.5.0", expected 0.5.1.',
  ],
  ['ordvec-python/pyproject.toml', VERSION, 'line 6: "project.version" is "0.5.0", expected 0.5.1.'],
  ['ordvec-python/python/ordvec/__init__.py', VERSION, 'line 5: "__version__" is "0.5.0", expected 0.5.1.'],
  ['ordvec-ffi/Cargo.toml', VERSION, 'line 3: "package.version" is "0.5.0", expected 0.5.1.'],
  ['CHANGELOG.md', `[${VERSION}]`, 'line 7: "newest release" is "0.5.0", expected 0.5.1.'],
])('names %s alone where %j was left behind', async (file, old, sentence) => {
  const stale = files[file]?.replace(old, old.replace(VERSION, '0.5.0')) ?? '';
  expect(stale).not.toBe(files[file]);
  expect(await objections(list, { ...files, [file]: stale })).toEqual({
    ok: false,
    said: [`"${file}", ${sentence}`],
  });
});

it('names every file that differs, in the order of the list', async () => {
  const stale = Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, text.replaceAll(VERSION, '0.5.0')]),
  );
  const { said } = await objections(list, stale);
  expect(said.map((sentence) => sentence.split('"')[1])).toEqual([
    'Cargo.toml',
    'ordvec-manifest/Cargo.toml',
    'ordvec-manifest/Cargo.toml',
    ...Object.keys(files).slice(2),
  ]);
});

it('names a file that is not there', async () => {
  const { 'ordvec-ffi/Cargo.toml': _, ...rest } = files;
  expect(await objections(list, rest)).toEqual({
    ok: false,
    said: [
      '"ordvec-ffi/Cargo.toml" is not there. Check out the tag before this step, or take it off the list.',
    ],
  });
});
