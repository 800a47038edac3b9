export { Capture } from './capture.ts';
export {
  type Command,
  describeEnding,
  type Ending,
  type Output,
  type RunResult,
  type Stream,
} from './command.ts';
export type { Group } from './group.ts';
export { type Tie, tieToOurLife, untilNotInterrupted } from './interruption.ts';
export { Lines } from './lines.ts';
export { markedGroup } from './marked-group.ts';
export { run } from './run.ts';
