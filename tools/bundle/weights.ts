import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import type { FileTree } from './archive.ts';

/** The outputs of the bundler by path, such as `dist/chunk-1234.js`. */
export type Outputs = Metafile['outputs'];

/** What Node loads before an action starts: its entry and every chunk that it imports statically. */
export interface EntryWeight {
  readonly action: string;
  readonly files: number;
  readonly bytes: number;
  readonly gzip: number;
}

/** The sizes that matter to whoever writes `uses:`, in bytes. */
export interface Weights {
  readonly entries: readonly EntryWeight[];
  /** The whole release as it is downloaded. */
  readonly archive: number;
  /** Its `dist/` and `action.yml` files without what only the users of heavy packages load. */
  readonly codeWithoutHeavy: number;
}

/** What each of `actions` loads at its start, from the `files` of a release. */
export function weighEntries(
  outputs: Outputs,
  files: FileTree,
  actions: readonly string[],
): readonly EntryWeight[] {
  return actions.map((action) => {
    const paths = reach(outputs, [entryOf(action)], ({ kind }) => kind !== 'dynamic-import');
    const loaded = Buffer.concat(paths.map((path) => files.get(path) ?? new Uint8Array()));
    return { action, files: paths.length, bytes: loaded.length, gzip: gzipSync(loaded).length };
  });
}

/**
 * The outputs that are left when nobody uses a heavy package. One that is imported statically stays:
 * it is loaded at every start.
 */
export function lightOutputs(
  outputs: Outputs,
  actions: readonly string[],
  heavy: readonly string[],
): Outputs {
  const holdsHeavy = (path: string) =>
    Object.keys(outputs[path]?.inputs ?? {}).some((input) =>
      heavy.some((name) => input.includes(`node_modules/${name}/`)),
    );
  const isHeavy = (path: string) =>
    reach(outputs, [path], ({ kind }) => kind !== 'dynamic-import').some(holdsHeavy);
  const light = reach(
    outputs,
    actions.map(entryOf),
    ({ kind, path }) => !(kind === 'dynamic-import' && isHeavy(path)),
  );
  return Object.fromEntries(Object.entries(outputs).filter(([path]) => light.includes(path)));
}

const entryOf = (action: string) => `dist/${action}.js`;

/** Everything that `from` loads through the imports that `follow` chooses, `from` itself included. */
function reach(
  outputs: Outputs,
  from: readonly string[],
  follow: (link: Outputs[string]['imports'][number]) => boolean,
): readonly string[] {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path)) return;
    reached.add(path);
    const links = outputs[path]?.imports ?? [];
    for (const link of links) if (!link.external && follow(link)) visit(link.path);
  };
  from.forEach(visit);
  return [...reached];
}
