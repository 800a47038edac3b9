import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The root of this repository. */
export const repositoryRoot = join(import.meta.dirname, '..');

/** The part of an `action.yml` that this repository relies on. */
export interface ActionDefinition {
  readonly name: string;
  readonly description: string;
  readonly inputs?: Readonly<Record<string, InputDefinition>>;
  readonly outputs?: Readonly<Record<string, { readonly description?: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

export interface InputDefinition {
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: string | number | boolean;
}

/** One action of the repository. */
export interface ActionPackage {
  /** The name of its folder, of its built entry, and of the path in `uses:`. */
  readonly name: string;
  readonly folder: string;
  readonly definition: ActionDefinition;
}

/** Every folder under `packages/actions` that holds an `action.yml`, by name. */
export function listActions(root = repositoryRoot): readonly ActionPackage[] {
  const parent = join(root, 'packages', 'actions');
  return readdirSync(parent)
    .sort()
    .map((name) => ({ name, folder: join(parent, name) }))
    .filter(({ folder }) => existsSync(join(folder, 'action.yml')))
    .map((action) => ({
      ...action,
      definition: parse(readFileSync(join(action.folder, 'action.yml'), 'utf8')) as ActionDefinition,
    }));
}
