export type { Attachment, AttachmentList } from './attached.ts';
export { planTarget } from './plan-target.ts';
export type { Publication } from './publication.ts';
export { type PublishDeps, type Published, type PublishOptions, publishTarget } from './publish.ts';
export type { IndexToPush, TagNow, TagPlan, TargetPlan } from './tag-plan.ts';
export type { Target, TargetSource, Versions } from './target.ts';
