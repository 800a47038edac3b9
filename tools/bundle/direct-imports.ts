import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';

const NAMED_IMPORT = /^import (type )?\{([^}]*)\} from '@gatehouse\/([\w-]+)';/gm;
const NAMED_EXPORT = /^export (?:type )?\{([^}]*)\} from '(\.\/[\w./-]+)';/gm;

/**
 * Lets our own code import each name from the file that defines it, instead of from the index of its
 * library. esbuild puts whatever an index names into the chunk of everyone who touches the index, so
 * that an action would load the whole library before it reads its inputs.
 */
export function directImports(root: string): Plugin {
  const indexes = new Map<string, ReadonlyMap<string, string>>();
  const definitionsOf = (library: string) => {
    const known =
      indexes.get(library) ??
      readIndex(realpathSync(join(root, 'node_modules', '@gatehouse', library, 'src')));
    indexes.set(library, known);
    return known;
  };
  return {
    name: 'direct-imports',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]packages[\\/].*\.ts$/ }, ({ path }) => ({
        loader: 'ts',
        contents: readFileSync(path, 'utf8').replaceAll(NAMED_IMPORT, (statement, type, names, library) =>
          type ? statement : split(names, `@gatehouse/${library}`, definitionsOf(library)),
        ),
      }));
    },
  };
}

/** The statements that import `names` from where they are defined; the index keeps what it defines itself. */
function split(names: string, index: string, definitions: ReadonlyMap<string, string>): string {
  return listed(names)
    .filter((name) => !name.startsWith('type '))
    .map((name) => `import { ${name} } from ${JSON.stringify(definitions.get(original(name)) ?? index)};`)
    .join(' ');
}

/** Where each name that a library's index passes on is defined. */
function readIndex(folder: string): ReadonlyMap<string, string> {
  const statements = readFileSync(join(folder, 'index.ts'), 'utf8').matchAll(NAMED_EXPORT);
  return new Map(
    [...statements].flatMap(([, names = '', file = '']) =>
      listed(names)
        .filter((name) => !/ as /.test(name))
        .map((name) => [original(name), join(folder, file)] as const),
    ),
  );
}

const listed = (names: string) =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** `parse` of `parse as read` and of `type parse`. */
const original = (name: string) => name.replace(/^type /, '').replace(/ as .*$/, '');
