import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../repository.ts';

/** A temporary checkout that goes when it leaves the scope. */
export interface Checkout extends Disposable {
  readonly root: string;
}

/**
 * A checkout with what the bundler needs of this repository, and with `files` by path in it. Its
 * `node_modules` links to the packages of this repository, and to its own under `packages/libs`.
 */
export function makeCheckout(files: Readonly<Record<string, string>>): Checkout {
  const root = mkdtempSync(join(tmpdir(), 'gatehouse-checkout-'));
  for (const path of ['LICENSE', 'tools/bundle/stand-ins']) {
    cpSync(join(repositoryRoot, path), join(root, path), { recursive: true });
  }
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  const modules = join(root, 'node_modules');
  linkAll(join(repositoryRoot, 'node_modules'), modules);
  linkAll(join(root, 'packages', 'libs'), join(modules, '@gatehouse'));
  linkAll(join(repositoryRoot, 'packages', 'libs'), join(modules, '@gatehouse'));
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

/** Links every folder of `from` into `to`, where nothing of that name stands yet. */
function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  if (!existsSync(from)) return;
  for (const name of readdirSync(from)) {
    const taken = name === '@gatehouse' || existsSync(join(to, name));
    if (!taken) symlinkSync(join(from, name), join(to, name), 'junction');
  }
}

/** The files of an action `name` whose entry is `main`, with the `inputs` of its `action.yml`. */
export function actionFiles(name: string, main: string, inputs: object = {}): Record<string, string> {
  const definition = {
    name,
    description: 'An action.',
    inputs,
    runs: { using: 'node24', main: `../dist/${name}.js` },
  };
  return {
    [`packages/actions/${name}/action.yml`]: JSON.stringify(definition),
    [`packages/actions/${name}/README.md`]: `# ${name}\n`,
    [`packages/actions/${name}/src/main.ts`]: main,
  };
}
