import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import { type ActionPackage, listActions } from '../repository.ts';

/** The name of the published schema, next to an action's `action.yml`. */
export const SCHEMA_FILE = 'evidence.schema.json';

/** The schema of an action's evidence, from its `src/evidence-schema.ts`; `undefined` where it has none. */
export async function evidenceSchema({ folder }: ActionPackage): Promise<z.ZodMiniType | undefined> {
  const path = join(folder, 'src', 'evidence-schema.ts');
  if (!existsSync(path)) return undefined;
  const module: { readonly evidence: z.ZodMiniType } = await import(pathToFileURL(path).href);
  return module.evidence;
}

/**
 * The JSON Schema that is published. Our own documents hold the declared fields and no others; here, unknown
 * ones are allowed, because a later release may add fields within v1.
 */
export function jsonSchema(action: string, schema: z.ZodMiniType) {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    override({ jsonSchema: node }) {
      if (node.additionalProperties === false) delete node.additionalProperties;
      // zod states a format twice, and the limits of JavaScript's numbers.
      if (node.format !== undefined) delete node.pattern;
      if (node.maximum === Number.MAX_SAFE_INTEGER) delete node.maximum;
      if (node.minimum === Number.MIN_SAFE_INTEGER) delete node.minimum;
    },
  });
  return {
    $schema,
    title: `Evidence of ${action}`,
    description: `JSON in the output "evidence" of ${action}. Fields may be added within v1; none is removed or changes its meaning.`,
    ...rest,
  };
}

/** Fails, saying where, unless `document` is what the evidence schema of `action` declares. */
export async function assertEvidence(action: string, document: unknown): Promise<void> {
  const found = listActions().find(({ name }) => name === action);
  const schema = found && (await evidenceSchema(found));
  if (schema === undefined) {
    throw new Error(`${action} has no src/evidence-schema.ts, expected one that exports "evidence".`);
  }
  // What a step hands on is JSON, so that is what must fit: it has no "undefined".
  const { error } = z.safeParse(schema, JSON.parse(JSON.stringify(document)), {
    error: z.locales.en().localeError,
  });
  if (error !== undefined) {
    throw new Error(`The evidence of ${action} is not as declared:\n${z.prettifyError(error)}`);
  }
}
