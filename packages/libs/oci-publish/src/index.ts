export type { Attachment, AttachmentList } from './attached.ts';
export { planTarget } from './plan-target.ts';
export type { Publication } from './publication.ts';
export { type PublishDeps, type Published, type PublishOptions, publishTarget } from './publish.ts';
export type { SociDeps, SociReport } from './soci.ts';
export type { IndexToPush, TagNow, TagPlan, TargetPlan } from './tag-plan.ts';
export type { SociOptions, Target, TargetSource, Versions } from './target.ts';
