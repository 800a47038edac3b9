import type { ToolRun } from './tool/run.ts';

/** The tool's `ErrEmptyIndex` (awslabs/soci-snapshotter v0.14.0 to v0.16.1), as its `main` prints it. */
const EMPTY_INDEX = 'soci: no ztocs created, all layers either skipped or produced errors';

/** Whether the tool says that no layer of any platform can have an index; only its last word counts. */
export function saysEmptyIndex(run: ToolRun): boolean {
  return run.kind === 'exited' && run.exitCode === 1 && run.stderr.trim().split('\n').at(-1) === EMPTY_INDEX;
}
