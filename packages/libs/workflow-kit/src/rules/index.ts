export { type Judgement, judge, judgeSet } from './check.ts';
export type { Finding, Rule } from './rule.ts';
export { RULES } from './rules.ts';
export { SUPPRESSION, type Suppressed } from './suppressions.ts';
