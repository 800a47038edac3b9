import type { WorkflowResult } from '../engine/record.ts';
import type { ActionLibrary, RunEvent, WorkflowRun, WorkflowToRun } from '../engine/workflow-run.ts';
import type { PlayedRun, Replacement, Verdict } from './record.ts';
import type { Inputs } from './scenario.ts';
import type { StageWorld } from './stage-world.ts';
import type { WorldOptions } from './world-options.ts';

/** The workflow that scenarios are played with, and the world that it needs around it. */
export interface Production extends WorldOptions {
  /** The path of the program act. */
  readonly act: string;
  readonly library: ActionLibrary;
  readonly workflow: WorkflowToRun;
  /** Workflow files by their names, laid over those of the repository. */
  readonly workflows?: Readonly<Record<string, string>>;
  readonly event?: RunEvent;
  /** `stage` is the address of the stage. */
  readonly inputs: (stage: string) => Inputs;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly runnerLabels?: readonly string[];
  readonly variables?: WorkflowRun['variables'];
  readonly standIns?: WorkflowRun['standIns'];
  readonly realPrograms?: WorkflowRun['realPrograms'];
  readonly usedByActions?: WorkflowRun['usedByActions'];
  /** What the scenario replaces in the user's own workflow. */
  readonly replacements?: readonly Replacement[];
  /** More variables for every step. */
  readonly env?: Readonly<Record<string, string>>;
  /** Judges what only the production can, when all runs are over and the world is still there. */
  readonly witness?: (world: StageWorld, runs: readonly PlayedRun[]) => Promise<readonly Verdict[]>;
  /** Plays one run; `runWorkflow` when absent. */
  readonly engine?: (run: WorkflowRun) => Promise<WorkflowResult>;
}
