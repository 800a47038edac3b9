import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceSchema, jsonSchema, SCHEMA_FILE } from '../evidence/schema.ts';
import type { ActionPackage } from '../repository.ts';
import type { Page } from './page.ts';

/** Where the schema of an action's evidence is published. */
export const schemaPath = (action: string): string => `packages/actions/${action}/${SCHEMA_FILE}`;

/** The published schemas of all actions whose evidence has one. */
export async function evidenceSchemas(
  root: string,
  actions: readonly ActionPackage[],
): Promise<readonly Page[]> {
  const pages = await Promise.all(actions.map((action) => schemaPage(root, action)));
  return pages.filter((page) => page !== undefined);
}

async function schemaPage(root: string, action: ActionPackage): Promise<Page | undefined> {
  const schema = await evidenceSchema(action);
  if (schema === undefined) return undefined;
  const path = schemaPath(action.name);
  const current = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined;
  return { path, current, wanted: `${JSON.stringify(jsonSchema(action.name, schema), null, 2)}\n` };
}
