import type { ActionLibrary, RunEvent, WorkflowToRun } from '../engine/workflow-run.ts';
import type { Route } from '../route.ts';
import type { Inputs, LegTrouble } from './scenario.ts';

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
  /** What the repository holds when the scenario begins. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly event?: RunEvent;
  /** `stage` is the address of the stage. */
  readonly inputs: (stage: string) => Inputs;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly runnerLabels?: readonly string[];
  /** Services beside GitHub's, such as what a leg downloads; they bring about the troubles of legs. */
  readonly routes?: (troubles: readonly LegTrouble[]) => readonly Route[];
}
