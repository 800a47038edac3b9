import type { WorkflowResult } from '../engine/record.ts';
import type { ActionLibrary, RunEvent, WorkflowRun, WorkflowToRun } from '../engine/workflow-run.ts';
import type { Route } from '../route.ts';
import type { Scene } from '../scene/scene.ts';
import type { PlayedRun, Replacement, Verdict } from './record.ts';
import type { Inputs, LegTrouble, Scenario } from './scenario.ts';
import type { StageWorld } from './stage-world.ts';

/** What the services of a production can see and change. */
export interface Around {
  readonly scenario: Scenario;
  readonly scene: Scene;
}

/** The workflow that scenarios are played with, and the world that it needs around it. */
export interface Production {
  /** The path of the program act. */
  readonly act: string;
  readonly library: ActionLibrary;
  readonly workflow: WorkflowToRun;
  /** Workflow files by their names, laid over those of the repository. */
  readonly workflows?: Readonly<Record<string, string>>;
  /** `owner/name`. */
  readonly repository: string;
  /** The path of a repository that is copied, with `branch` at its HEAD. */
  readonly from?: string;
  /** `main` when absent. */
  readonly branch?: string;
  /** What the repository holds when the scenario begins, upon what `from` holds. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
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
  /** Services beside GitHub's, such as what a leg downloads; they bring about the troubles of legs. */
  readonly routes?: (troubles: readonly LegTrouble[], around: Around) => readonly Route[];
  /** Judges what only the production can, when all runs are over and the world is still there. */
  readonly witness?: (world: StageWorld, runs: readonly PlayedRun[]) => Promise<readonly Verdict[]>;
  /** Plays one run; `runWorkflow` when absent. */
  readonly engine?: (run: WorkflowRun) => Promise<WorkflowResult>;
}
