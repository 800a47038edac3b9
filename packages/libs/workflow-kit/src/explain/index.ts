export { renderBare } from './bare.ts';
export { type CallerOptions, callerOf, type GivenInputs, placeholder } from './caller.ts';
export { type ExplainOptions, explain } from './explain.ts';
export type {
  ExplainedGrant,
  ExplainedGroup,
  ExplainedInput,
  ExplainedSecret,
  Explanation,
  Signer,
} from './explanation.ts';
export { explanationMarkdown } from './markdown.ts';
