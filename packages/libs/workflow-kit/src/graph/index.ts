export { calleeOf, type Hop, type Reached, reachableFrom, reachedFrom } from './calls.ts';
export { canShare, type GroupUse, groupsOf, isAround } from './groups.ts';
export { calledBy, levelsOf, MOST_CALLED, MOST_LEGS, MOST_LEVELS } from './limits.ts';
export { hasImplicitSuccess, provenBefore } from './needs.ts';
export { type Pattern, showPattern } from './pattern.ts';
export { beyond, DEFAULT_GRANTS, requiredGrants, showGrants, unionOf } from './permissions.ts';
export { jobsOf, stepsOf, type WorkflowSet, workflowSet } from './set.ts';
