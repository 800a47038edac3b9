export { type FoundManifest, findManifest } from './find.ts';
export { describeProblem, type Verified, type VerifyProblem, verifyPublished, verifyTags } from './verify.ts';
export { type AwaitedManifest, type Laggard, type WaitDeps, type Waited, waitForManifests } from './wait.ts';
