export { type GraphqlFailure, ruleViolation } from './answers.ts';
export { type CommitsOptions, commitRoutes } from './commits.ts';
