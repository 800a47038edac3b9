import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import type { ActionPackage } from '../repository.ts';
import { directImports } from './direct-imports.ts';
import { lazyBuiltins } from './lazy-builtins.ts';

/**
 * Packages whose modules only define things when loaded, read and found so, but do not say it in
 * their package.json. Without this, `@actions/core` drags its HTTP client, its summary writer and
 * `@actions/exec` into every action.
 */
const PURE_PACKAGES = /[\\/]node_modules[\\/]@actions[\\/](core|exec|io|http-client)[\\/]/;

/**
 * What Node 24 makes unnecessary, or what no release may hold. `readable-stream` is a copy of Node's
 * own streams for older Nodes; the artifact client would bring five of them. Node's own agents know proxies. `yaml` has the same code
 * as ES modules, which come out a sixth smaller.
 */
const STAND_INS = {
  undici: './tools/bundle/stand-ins/undici.ts',
  tunnel: './tools/bundle/stand-ins/proxy-agents.ts',
  'http-proxy-agent': './tools/bundle/stand-ins/proxy-agents.ts',
  'https-proxy-agent': './tools/bundle/stand-ins/proxy-agents.ts',
  binary: './tools/bundle/stand-ins/binary.ts',
  'readable-stream/passthrough': './tools/bundle/stand-ins/passthrough.cjs',
  'readable-stream': 'node:stream',
  yaml: './node_modules/yaml/browser/dist/index.js',
};

/** CommonJS packages in an ES module still ask for Node's own modules through `require`. */
const REQUIRE = 'const require=process.getBuiltinModule("module").createRequire(import.meta.url);';

/** The files of `dist/`, in memory, and esbuild's account of what is in them. */
export interface Compiled {
  readonly files: readonly OutputFile[];
  readonly metafile: Metafile;
}

/**
 * Bundles the entries of `actions` into minified ES modules for Node 24 that share their chunks.
 * Paths enter neither the bytes nor the names of the chunks, so any checkout gives the same files.
 */
export async function compile(root: string, actions: readonly ActionPackage[]): Promise<Compiled> {
  const { outputFiles, metafile } = await build({
    absWorkingDir: root,
    entryPoints: actions.map(({ name }) => ({ in: `packages/actions/${name}/src/main.ts`, out: name })),
    outdir: join(root, 'dist'),
    chunkNames: 'chunk-[hash]',
    write: false,
    metafile: true,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    legalComments: 'none',
    charset: 'utf8',
    // What a tsconfig.json says of imports is for the type checker; a bundle keeps those that are used.
    tsconfigRaw: {},
    banner: { js: REQUIRE },
    alias: STAND_INS,
    plugins: [directImports(root), lazyBuiltins, treatAsPure(PURE_PACKAGES)],
    logLevel: 'silent',
    logOverride: { 'import-is-undefined': 'error' },
  });
  refuseForeignImports(metafile);
  refuseLazyCommonJs(metafile);
  return { files: outputFiles, metafile };
}

function treatAsPure(modules: RegExp): Plugin {
  const resolving = Symbol('resolving');
  return {
    name: 'treat-as-pure',
    setup({ onResolve, resolve }) {
      onResolve({ filter: /^(\.|@actions\/)/ }, async ({ path, pluginData, ...request }) => {
        const inside = modules.test(`${request.resolveDir}/`);
        if (pluginData === resolving || (path.startsWith('.') && !inside)) return undefined;
        const found = await resolve(path, { ...request, pluginData: resolving });
        return modules.test(found.path) ? { ...found, sideEffects: false } : found;
      });
    },
  };
}

/** A release has no `node_modules`: an import that was left in the bundle must be Node's own. */
function refuseForeignImports(metafile: Metafile): void {
  for (const [output, { imports }] of Object.entries(metafile.outputs)) {
    const foreign = imports.find(({ external, path }) => external && !isBuiltin(path));
    if (foreign) throw new Error(`${output} imports ${foreign.path}, which a release does not hold.`);
  }
}

/** esbuild gives a CommonJS module that is imported with `import()` a default export and no names. */
function refuseLazyCommonJs({ inputs }: Metafile): void {
  for (const [importer, { imports }] of Object.entries(inputs)) {
    const lazy = imports.find(
      ({ kind, path }) => kind === 'dynamic-import' && inputs[path]?.format === 'cjs',
    );
    if (lazy && !importer.includes('node_modules/')) {
      throw new Error(
        `${importer} loads the CommonJS file ${lazy.path} with import(), which would lose its named exports. ` +
          'Import it statically from a module of your own, and that module with import().',
      );
    }
  }
}
