import type { Scene } from '../scene/scene.ts';
import type { ActEvent } from './act-event.ts';
import type { JobRecord, WorkflowResult } from './record.ts';
import type { StandIn } from './stand-ins/stand-in.ts';

/** What is run: a workflow of the repository, or a callable one through a small caller made for it. */
export type WorkflowToRun =
  | {
      readonly kind: 'file';
      /** Such as `release.yml`, in `.github/workflows`. */
      readonly file: string;
    }
  | {
      readonly kind: 'call';
      /** The file with `on: workflow_call`; every secret of the run that it declares is handed to it. */
      readonly file: string;
    };

/** What set the run off. */
export interface RunEvent {
  /** `push`, `workflow_dispatch`, `schedule`, … */
  readonly name: string;
  /** `refs/heads/…` or `refs/tags/…`; the branch of the scene when absent. */
  readonly ref?: string;
  /** The rest of `github.event`. */
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** The library whose actions the workflow uses, built. */
export interface ActionLibrary {
  /** `owner/name`, as it stands before the action's name in `uses:`. */
  readonly slug: string;
  /** Holds `<action>/action.yml` and what they run, as a release does. */
  readonly folder: string;
}

/** Everything that {@link runWorkflow} needs. */
export interface WorkflowRun {
  /** The path of the program act, 0.2.89. */
  readonly act: string;
  readonly workflow: WorkflowToRun;
  /** Workflow files by their names, laid over those of the repository without a commit. */
  readonly workflows?: Readonly<Record<string, string>>;
  readonly event: RunEvent;
  /** Of `workflow_dispatch`, or what the caller hands to the called workflow. */
  readonly inputs?: Readonly<Record<string, string | number | boolean>>;
  /** `GITHUB_TOKEN` is always there. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** The repository, at the head of its branch. */
  readonly scene: Pick<Scene, 'bare' | 'repository' | 'branch' | 'env'>;
  /** Plays GitHub's API, the artifacts and the tokens. */
  readonly stage: { readonly url: string };
  readonly library: ActionLibrary;
  /** By `owner/name[/path]`, beside and before {@link STAND_INS}; used at whatever commit is pinned. */
  readonly standIns?: Readonly<Record<string, StandIn>>;
  /** Programs that change this machine and are run all the same; stand-ins take the others. */
  readonly realPrograms?: readonly string[];
  /** What composite actions of the repository itself use, as `owner/name[/path]@ref`. */
  readonly usedByActions?: readonly string[];
  /** Labels of `runs-on` that this machine answers to, beside GitHub's own. */
  readonly runnerLabels?: readonly string[];
  /** More variables for every step. */
  readonly env?: Readonly<Record<string, string>>;
  readonly runId: number;
  /** The attempt before this one, of which only what did not succeed is run again. */
  readonly rerunOf?: WorkflowResult;
  /** The folder of a Node 24; that of this process when absent. */
  readonly nodeFolder?: string;
  /** Told of everything as it happens. */
  readonly onEvent?: (event: ActEvent) => void;
  /** Told when a job, or a leg of one, begins and ends. */
  readonly onJob?: (job: JobRecord) => void;
  /** Ends the run at once and without grace, as when the machine is switched off. */
  readonly signal?: AbortSignal;
  /** Ten minutes when absent. */
  readonly timeoutMs?: number;
}
