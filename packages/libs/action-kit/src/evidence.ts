import * as z from 'zod/mini';

/**
 * What evidence schemas are made of. An action's `src/evidence-schema.ts` is the only caller, and shipped
 * code imports types alone from there: a schema runs in tests and in `npm run docs`, never in a step.
 */

/** The evidence document of an action: `schema: gatehouse.<action>/v1` and the fields of `shape`, no others. */
export const evidenceDocument = <const Action extends string, Shape extends z.core.$ZodLooseShape>(
  action: Action,
  shape: Shape,
) =>
  z.strictObject({
    schema: field('Name and version of this format.', z.literal(`gatehouse.${action}/v1`)),
    ...shape,
  });

/** A field with its description for the published schema. Every top-level field needs one. */
export function field<Schema extends z.core.$ZodType>(description: string, schema: Schema): Schema {
  const described = z.clone(schema);
  z.globalRegistry.add(described, { description });
  return described;
}

/** The type of a document that `Schema` describes, as code writes it: readonly all the way down. */
export type EvidenceOf<Schema extends z.core.$ZodType> = DeepReadonly<z.core.output<Schema>>;

type DeepReadonly<T> = T extends object ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> } : T;

/** A number of things. */
export const count = () => z.int().check(z.nonnegative());

/** An RFC 3339 time in UTC. */
export const time = () => z.iso.datetime();

/** The run in which the action ran; `null` outside a workflow run, as with `gatehouse run <action>`. */
export const run = () =>
  field(
    'Workflow run in which the action ran; null outside of one.',
    z.nullable(
      z.strictObject({
        repository: z.string(),
        sha: z.string(),
        run_id: z.int().check(z.positive()),
        run_attempt: z.int().check(z.positive()),
        workflow_ref: z.string(),
        job: z.string(),
      }),
    ),
  );
