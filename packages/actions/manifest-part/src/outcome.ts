import type { Part, UploadedPart, WrittenPart } from '@gatehouse/parts';
import type { Release } from './inputs.ts';
import type { InspectionRecord } from './inspect-archives.ts';
import type { PartPlan } from './plan.ts';

/** What the action did. */
export interface Outcome {
  readonly release: Release;
  readonly plan: Extract<PartPlan, { decision: 'create' }>;
  /** Empty where archives were not looked into. */
  readonly inspections: readonly InspectionRecord[];
  readonly part: Part;
  readonly written: WrittenPart;
  readonly uploaded: UploadedPart | undefined;
}
