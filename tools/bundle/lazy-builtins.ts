import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/** Node's own modules that take milliseconds to load, and that nobody needs to refuse an input. */
const SLOW = /^(?:node:)?(child_process|crypto|https?|vm|zlib)$/;

/** Whose imports are put off: those of our own code, and of the one package that every action loads. */
const IMPORTERS = /[\\/]packages[\\/](?!.*node_modules)|[\\/]node_modules[\\/]@actions[\\/]core[\\/]/;

const builtins = createRequire(import.meta.url);

/**
 * Puts off the loading of a {@link SLOW} module until one of its functions is called. It takes a
 * tenth to a fifth off the start of every action; `@actions/core` alone loads all of `crypto` for the
 * random word in an output file.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: SLOW }, ({ path, importer, kind }) => {
      const [, name] = SLOW.exec(path) ?? [];
      if (name === undefined || kind !== 'import-statement' || !IMPORTERS.test(importer)) return undefined;
      return { path: name, namespace: 'lazy-builtin', sideEffects: false };
    });
    onLoad({ filter: /.*/, namespace: 'lazy-builtin' }, ({ path }) => ({ contents: wrapperOf(path) }));
  },
};

/** An ES module with the exports of a module of Node's, of which the bundler keeps what is used. */
function wrapperOf(name: string): string {
  const exports = Object.entries(builtins(`node:${name}`)).map(([key, value]) =>
    isPlainFunction(key, value)
      ? `export const ${key} = (...input) => load().${key}(...input);`
      : `export const ${key} = /* @__PURE__ */ (() => load().${key})();`,
  );
  return [`const load = () => process.getBuiltinModule('node:${name}');`, ...exports].join('\n');
}

/** Whether a wrapper can stand in: not for a class, nor for what `util.promisify` treats specially. */
function isPlainFunction(key: string, value: unknown): boolean {
  return (
    typeof value === 'function' && /^[a-z]/.test(key) && Object.getOwnPropertySymbols(value).length === 0
  );
}
