export { planTarget } from './plan-target.ts';
export {
  type Publication,
  type PublishDeps,
  type Published,
  type PublishOptions,
  publishTarget,
} from './publish.ts';
export type { IndexToPush, TagNow, TagPlan, TargetPlan } from './tag-plan.ts';
export type { Target, TargetSource, Versions } from './target.ts';
