export { checkRunners, type RunnerCheck, type RunnerProblem } from './check-runners.ts';
export { type Contexts, type Evaluated, evaluate } from './evaluate.ts';
export { HOSTED_LABELS, playedInstead, unplayable, type WantedLabels, wantedLabels } from './labels.ts';
export { expandMatrix, type Leg } from './legs.ts';
