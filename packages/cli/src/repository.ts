import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';

/** The folder of typed sources in a repository. */
export const SOURCES = 'workflows-src';
/** The catalogue of pins, below {@link SOURCES}. */
export const CATALOGUE = 'pins/action.yml';
/** What is kept of the pinned actions, below {@link SOURCES}. */
export const KEPT = 'pins/actions.json';
/** The module that gives sources the pinned actions with their types, below {@link SOURCES}. */
export const PINS_MODULE = 'pins/index.ts';
/** Where GitHub looks for workflows. */
export const WORKFLOWS = '.github/workflows';

/** The repository of the library, in which this command stands: its actions, its callable workflows. */
export const home = realpathSync(join(import.meta.dirname, '..', '..', '..'));

/** The nearest folder, from `cwd` up, that holds typed sources; `undefined` where there is none. */
export function findSources(cwd: string): string | undefined {
  return nearest(cwd, SOURCES);
}

/** {@link findSources}; fails with `NO_SOURCES`. */
export function findRepository(cwd: string): string {
  const root = findSources(cwd);
  if (root !== undefined) return root;
  throw new ActionError({
    code: 'NO_SOURCES',
    message: `Found no folder ${SOURCES} in ${cwd} or above it.`,
    hint: `Create ${SOURCES}/<name>.ts with an exported workflow, or take a ready one with gatehouse init.`,
  });
}

/** The root of the git repository around `cwd`; `cwd` itself where there is none. */
export function findCheckout(cwd: string): string {
  return nearest(cwd, '.git') ?? realpathSync(cwd);
}

/** `owner/name` as the package.json in `root` says under `repository`; `undefined` where it does not. */
export function slugOf(root: string): string | undefined {
  const path = join(root, 'package.json');
  if (!existsSync(path)) return undefined;
  const { repository } = JSON.parse(readFileSync(path, 'utf8'));
  const text: unknown = typeof repository === 'object' ? repository?.url : repository;
  return typeof text === 'string' ? slugIn(text) : undefined;
}

/** `owner/name` in what names a repository: `github:owner/name`, an address for git, or itself. */
export function slugIn(text: string): string | undefined {
  return /(?:^|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(text.trim())?.[1];
}

/** {@link slugOf} the library. */
export function librarySlug(): string {
  const slug = slugOf(home);
  if (slug !== undefined) return slug;
  throw new Error(`${join(home, 'package.json')} names no repository.`);
}

function nearest(cwd: string, name: string): string | undefined {
  let folder = realpathSync(cwd);
  while (!existsSync(join(folder, name))) {
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return folder;
}
