import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { type FileKey, isKey, keyOf } from './keys.ts';
import { mistakeInPath } from './safe-path.ts';

/** Where the manifests of a repository stand, and what each of them holds. */
export interface Layout {
  readonly kind: 'root' | 'version-arch' | 'template';
  /** A path below the repository's root, with `/`, and places such as `{version}` in it. */
  readonly path: string;
}

/** The layout of the source: one file for each version and arch. */
export const VERSION_ARCH_PATH = 'versions-manifests/{version}-{arch}.json';
export const ROOT_PATH = 'versions-manifest.json';

const FIELDS = ['version', 'arch', 'platform', 'platform_version', 'major', 'minor'] as const;

/**
 * Reads a layout: `root` (the one file `rootPath`), `version-arch`, or a path of one's own such as
 * `manifests/{major}.{minor}/{version}-{arch}.json`. Fails with `BAD_LAYOUT`.
 */
export function parseLayout(text: string, rootPath = ROOT_PATH): Layout {
  if (text === 'root') return { kind: 'root', path: checkTemplate(rootPath) };
  if (text === 'version-arch') return { kind: 'version-arch', path: VERSION_ARCH_PATH };
  return { kind: 'template', path: checkTemplate(text) };
}

/**
 * The path of the manifest that holds a file. A path is never built from values that were not checked:
 * fails with `BAD_KEY` for a field outside of the vocabulary, with `BAD_LAYOUT` for an unsafe path.
 */
export function pathOf(layout: Layout, key: FileKey): string {
  if (!layout.path.includes('{')) return layout.path;
  if (!isKey(key)) {
    throw new ActionError({
      code: 'BAD_KEY',
      message: `No path is made from ${quote(keyOf(key))}; expected a strict version, a known platform and a known arch.`,
    });
  }
  const [major = '', minor = ''] = key.version.split('.');
  // A file for every version of its platform needs a word as well, or `3.14.2-.json` would come out.
  const values = { ...key, platform_version: key.platform_version ?? 'any', major, minor };
  let path = layout.path;
  for (const field of FIELDS) path = path.replaceAll(`{${field}}`, values[field]);
  const mistake = mistakeInPath(path);
  return mistake === undefined ? path : fail(path, mistake);
}

/** The folder that all manifests of a layout lie in or below; `''` is the root of the repository. */
export function folderOf({ path }: Layout): string {
  const fixed = fixedPart(path);
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf('/')));
}

/** Whether the file at `path` is one of the manifests of a layout, as far as its name says. */
export function isPlacedBy({ path: template }: Layout, path: string): boolean {
  if (!template.includes('{')) return path === template;
  return path.startsWith(fixedPart(template)) && path.endsWith('.json');
}

/** What stands before the first place of a template; the whole of a path without one. */
const fixedPart = (path: string): string => (path.includes('{') ? path.slice(0, path.indexOf('{')) : path);

function checkTemplate(path: string): string {
  const filled = path.replace(/\{([^{}]*)\}/g, (place, name) =>
    FIELDS.some((field) => field === name) ? 'x' : fail(path, `the unknown place ${quote(place)}`),
  );
  const mistake = mistakeInPath(filled);
  return mistake === undefined ? path : fail(path, mistake);
}

function fail(path: string, found: string): never {
  throw new ActionError({
    code: 'BAD_LAYOUT',
    message: `The manifest path ${quote(path)} has ${found}.`,
    hint: `Write "root", "version-arch", or a path inside the repository that ends in .json, with the places ${FIELDS.map((field) => `{${field}}`).join(', ')}.`,
  });
}
