export { type GraphqlFailure, ruleViolation } from './answers.ts';
export { type CommitsOptions, commitRoutes } from './commits.ts';
export { type HistoryOptions, historyRoutes } from './history.ts';
export { type RefsOptions, refRoutes } from './refs.ts';
export { type RepositoriesOptions, repositoryRoutes } from './repositories.ts';
export { type RunBoard, runBoard } from './runs.ts';
export type { KnownRun } from './runs-wire.ts';
