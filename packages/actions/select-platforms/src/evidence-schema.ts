import { type EvidenceOf, evidenceDocument, field, run } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const leg = z.strictObject({
  platform: z.string(),
  runner: field(
    'Label, or the labels that the runner has all of.',
    z.union([z.string(), z.array(z.string())]),
  ),
  emulated: z.boolean(),
});

/** Which legs select-platforms planned. */
export const evidence = evidenceDocument('select-platforms', {
  run: run(),
  legs: field('Legs of the matrix, in the order of the input.', z.array(leg)),
});

/** The evidence of select-platforms, `gatehouse.select-platforms/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;
