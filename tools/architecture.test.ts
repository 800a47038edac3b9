import { isBuiltin } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { expect, test } from 'vitest';
import { listPackages, type Package, packageOf, type SourceFile } from './packages.ts';
import { repositoryRoot } from './repository.ts';

const packages = listPackages();
const names = new Set(packages.map(({ name }) => name));

/** `describe` for every import in a file that `applies` chooses; `undefined` where nothing is wrong. */
function mistakes(
  applies: (file: SourceFile) => boolean,
  describe: (specifier: string, file: SourceFile, owner: Package) => string | undefined,
): readonly string[] {
  return packages.flatMap((owner) =>
    owner.files.filter(applies).flatMap((file) =>
      file.imports
        .map((specifier) => describe(specifier, file, owner))
        .filter((mistake) => mistake !== undefined)
        .map((mistake) => `${relative(repositoryRoot, file.path)} ${mistake}`),
    ),
  );
}

const everyFile = () => true;
const shipped = (file: SourceFile) => file.shipped;
const isForeign = (specifier: string) => !specifier.startsWith('.') && !isBuiltin(specifier);

test('a relative import stays in its package; a test may also reach for tools', () => {
  const strays = mistakes(everyFile, (specifier, file, { folder }) => {
    if (!specifier.startsWith('.')) return undefined;
    const target = join(dirname(file.path), specifier);
    const homes = file.shipped ? [join(folder, 'src')] : [folder, join(repositoryRoot, 'tools')];
    return homes.some((home) => target.startsWith(home + sep)) ? undefined : `reaches out to ${specifier}`;
  });
  expect(strays).toEqual([]);
});

test('what a package imports is listed in its package.json', () => {
  const unlisted = mistakes(everyFile, (specifier, file, { name, dependencies, devDependencies }) => {
    const listed = file.shipped ? dependencies : [name, ...dependencies, ...devDependencies];
    return isForeign(specifier) && !listed.includes(packageOf(specifier))
      ? `imports ${specifier}`
      : undefined;
  });
  expect(unlisted).toEqual([]);
});

test('what a package lists in its package.json is imported', () => {
  const unused = packages.flatMap(({ name, dependencies, files }) => {
    const imported = new Set(files.filter(shipped).flatMap(({ imports }) => imports.map(packageOf)));
    return dependencies.filter((one) => !imported.has(one)).map((one) => `${name} lists ${one}`);
  });
  expect(unused).toEqual([]);
});

test('actions and the command build on libraries, never on each other', () => {
  const kinds = new Map(packages.map(({ name, kind }) => [name, kind]));
  const sideways = mistakes(everyFile, (specifier, _, owner) => {
    const kind = kinds.get(packageOf(specifier));
    const own = packageOf(specifier) === owner.name;
    return kind === undefined || kind === 'lib' || own ? undefined : `imports the ${kind} ${specifier}`;
  });
  expect(sideways).toEqual([]);
});

test.each(['action-kit', 'retry', 'process'])('%s builds on none of the others', (name) => {
  const base = packages.find((one) => one.name === `@gatehouse/${name}`);
  const built = [...(base?.dependencies ?? []), ...(base?.devDependencies ?? [])];
  expect(built.filter((one) => names.has(one))).toEqual([]);
});

test('packages form no circle, not even by way of their tests', () => {
  const below = new Map(
    packages.map(({ name, dependencies, devDependencies }) => [name, [...dependencies, ...devDependencies]]),
  );
  const circles = [...names].filter((start) => {
    const reached = new Set<string>();
    const visit = (name: string): void => {
      for (const next of below.get(name) ?? []) {
        if (!reached.has(next)) {
          reached.add(next);
          visit(next);
        }
      }
    };
    visit(start);
    return reached.has(start);
  });
  expect(circles).toEqual([]);
});

test('a step is declared failed in one place', () => {
  const places = packages.flatMap(({ files }) =>
    files
      .filter(shipped)
      .flatMap(
        ({ path, text }) => text.match(/\bsetFailed\(/g)?.map(() => relative(repositoryRoot, path)) ?? [],
      ),
  );
  expect(places).toEqual([join('packages', 'libs', 'action-kit', 'src', 'action.ts')]);
});
