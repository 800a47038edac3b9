import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { listActions, repositoryRoot } from '../repository.ts';
import { overBudget } from './budget.ts';
import { type Bundle, bundle } from './bundle.ts';

describe('the release of this repository', () => {
  let release: Bundle;
  beforeAll(async () => {
    release = await bundle();
  });

  test('holds what runs, and nothing else', () => {
    const names = listActions().map(({ name }) => name);
    const plain = [...release.files.keys()].filter((path) => !/^dist\/chunk-\w{8}\.js$/.test(path));
    expect(plain.sort()).toEqual(
      [
        ...names.flatMap((name) => [`${name}/action.yml`, `${name}/README.md`, `dist/${name}.js`]),
        ...names.map((name) => `${name}/evidence.schema.json`),
        '.github/workflows/ci-green.yml',
        '.github/workflows/merge-manifests.yml',
        '.github/workflows/multiarch-image.yml',
        '.github/workflows/publish-indexes.yml',
        '.github/workflows/version-manifests.yml',
        'LICENSE',
        'THIRD-PARTY-LICENSES.txt',
        'package.json',
      ].sort(),
    );
  });

  test('holds every action that its workflows use', () => {
    const workflows = [...release.files].filter(([path]) => path.startsWith('.github/'));
    const used = workflows.flatMap(([, content]) =>
      [
        ...Buffer.from(content)
          .toString()
          .matchAll(/uses: \$\/([\w-]+)$/gm),
      ].map(([, name]) => name),
    );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !release.files.has(`${name}/action.yml`))).toEqual([]);
  });

  test('runs no evidence schema: those are for tests and pages', () => {
    const run = release.sources.filter((path) => /evidence-schema|action-kit\/src\/evidence\.ts/.test(path));
    expect(run).toEqual([]);
  });

  test('stays within its byte budget', () => {
    expect(overBudget(release.weights)).toEqual([]);
  });

  test('names no place of the machine that built it', () => {
    const told = [...release.files].filter(([, content]) => Buffer.from(content).includes(repositoryRoot));
    expect(told.map(([path]) => path)).toEqual([]);
  });

  test('comes out the same from another checkout and another working directory', async () => {
    using copy = copyOf(release);
    const home = process.cwd();
    process.chdir(tmpdir());
    try {
      const again = await bundle({ root: copy.root });
      expect([...again.files.keys()]).toEqual([...release.files.keys()]);
      const changed = [...again.files].filter(
        ([path, content]) => !Buffer.from(content).equals(release.files.get(path) ?? Buffer.alloc(0)),
      );
      expect(changed.map(([path]) => path)).toEqual([]);
    } finally {
      process.chdir(home);
    }
  });
});

/** A second checkout: our own packages without their tests, and what the build read of all others. */
function copyOf({ sources }: Bundle): Disposable & { readonly root: string } {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'gatehouse-copy-'));
  const copy = (path: string) =>
    cpSync(join(repositoryRoot, path), join(root, path), {
      recursive: true,
      filter: (source) => !/[\\/](test|fixtures)$/.test(source),
    });
  for (const path of ['.github', 'LICENSE', 'tools/bundle/stand-ins', 'packages']) copy(path);
  const read = sources.filter((path) => path.startsWith('node_modules/'));
  const beside = [...new Set(read.flatMap(foldersAbove))].flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder))
      .filter((name) => /^(package\.json$|licen[cs]e|copying|notice)/i.test(name))
      .map((name) => join(folder, name)),
  );
  for (const path of [...read, ...beside]) copy(path);
  const scope = join(root, 'node_modules', '@gatehouse');
  mkdirSync(scope);
  const libs = join(root, 'packages', 'libs');
  for (const name of readdirSync(libs)) symlinkSync(join(libs, name), join(scope, name), 'junction');
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

/** `a/b` and `a` for `a/b/c.js`. */
function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === '.' ? [] : [folder, ...foldersAbove(folder)];
}
