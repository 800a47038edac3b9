export { addToFallbackTag } from './add.ts';
export { fallbackTag } from './fallback-tag.ts';
export { listReferrers, type Referrers } from './list.ts';
