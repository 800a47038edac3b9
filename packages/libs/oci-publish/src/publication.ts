import type { TargetPlan } from './tag-plan.ts';

/** A plan that is carried out, or would be. */
export type Publication = Extract<TargetPlan, { action: 'publish' }>;
