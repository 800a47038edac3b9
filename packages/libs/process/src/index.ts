export {
  type Command,
  describeEnding,
  type Ending,
  type Output,
  type RunResult,
  type Stream,
} from './command.ts';
export { run } from './run.ts';
