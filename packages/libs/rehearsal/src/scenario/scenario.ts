import type { ExpectedConclusion, ExpectedJobResult } from '../engine/record.ts';
import type { RunEvent } from '../engine/workflow-run.ts';
import type { Fault } from '../fault.ts';
import type { CommitFacts } from './facts.ts';
import type { RegistryFacts } from './images/registry-facts.ts';

/** A story about a workflow, as data: what happens around it, and how it must end. */
export interface Scenario {
  /** In kebab-case; how a person asks for it. */
  readonly name: string;
  /** One sentence. */
  readonly title: string;
  /** A push to the branch when absent. */
  readonly event?: RunEvent;
  /** On top of the production's. */
  readonly inputs?: Inputs;
  /** What goes wrong at the services of the stage. */
  readonly faults?: readonly Fault[];
  /** What goes wrong in single legs. */
  readonly legs?: readonly LegTrouble[];
  /** What GitHub knows of the commit when the run begins. */
  readonly commit?: CommitFacts;
  /** How the registry of images behaves, and who else uses it. */
  readonly registry?: RegistryFacts;
  /** What happens to the branch meanwhile. */
  readonly branch?: BranchTrouble;
  /** Acts that follow each other; the runs of one act are played side by side. One run when absent. */
  readonly acts?: readonly (readonly RunPlan[])[];
  readonly expect: readonly Expectation[];
}

export type Inputs = Readonly<Record<string, string | number | boolean>>;

/** A leg is meant by those of its matrix values that tell it from others. */
export type LegValues = Readonly<Record<string, string>>;

/** What goes wrong in a leg; the production knows how. */
export interface LegTrouble {
  readonly leg: LegValues;
  /** `fails`: the build is broken; `polluted`: it leaves scan reports and logs among its archives. */
  readonly trouble: 'fails' | 'polluted';
  /** Only in these attempts; in all when absent. */
  readonly attempts?: readonly number[];
}

export interface BranchTrouble {
  /** Every push is declined with these words. */
  readonly protectedBy?: string;
  /** So many pushes of the workflow are beaten at the last moment. */
  readonly overtakes?: number;
  /** Others who push meanwhile, each so many commits to a file of its own. */
  readonly writers?: readonly { readonly file: string; readonly commits: number }[];
  /** The id of the job with which those others begin; with the scenario when absent. */
  readonly when?: string;
  /** The branch gets one more commit when the workflow waits for an approval, where the production has one. */
  readonly movesOnApproval?: boolean;
}

/** One run, or one more attempt of a run before. */
export interface RunPlan {
  /** How expectations and reports call it. */
  readonly name: string;
  /** The name of the attempt whose failed jobs it runs again. */
  readonly rerunOf?: string;
  readonly inputs?: Inputs;
  /** When the machine is switched off. */
  readonly killedAt?: KillPoint;
}

/** `push-arrives`: before the server moves the branch. `push-landed`: behind it, before anyone is told. */
export type KillPoint =
  | 'push-arrives'
  | 'push-landed'
  | { readonly job: string /** Part of a line of its log. */; readonly line: string };

/** How it must end. `run` is the name in the plan; the only run when absent. */
export type Expectation = { readonly run?: string } & (
  | { readonly kind: 'conclusion'; readonly is: ExpectedConclusion }
  | { readonly kind: 'job'; readonly job: string; readonly is: ExpectedJobResult }
  | { readonly kind: 'leg'; readonly leg: LegValues; readonly is: ExpectedJobResult }
  | {
      readonly kind: 'output';
      readonly job: string;
      readonly step: string;
      readonly output: string;
      readonly is: string;
    }
  /** The job says this in an annotation. */
  | { readonly kind: 'annotation'; readonly job: string; readonly has: string }
  /** Artifacts of all runs whose names begin so. */
  | { readonly kind: 'artifacts'; readonly prefix: string; readonly count: number }
  /** Commits that a run put on the branch: those of nobody that the scenario sent. */
  | { readonly kind: 'commits'; readonly count: number }
  | { readonly kind: 'file'; readonly path: string; readonly has?: string; readonly lacks?: string }
  | { readonly kind: 'no-file'; readonly path: string }
  /** Public releases whose tags end with the version: none, or one that holds so many files. */
  | { readonly kind: 'release'; readonly version: string; readonly files: number | 'none' }
  /** The platforms that a tag of an image has in the end; of `acme/widgets` when `image` is absent. */
  | {
      readonly kind: 'image';
      readonly image?: string;
      readonly tag: string;
      readonly platforms: readonly string[] | 'none';
    }
  /** How often requests have written a tag of the image, in all runs. */
  | { readonly kind: 'image-writes'; readonly tag: string; readonly count: number }
  /** Pushes of the workflow that somebody else has beaten, of those that the scenario sent for that. */
  | { readonly kind: 'beaten-pushes'; readonly count: number }
  /** Pushes that the protection of the branch has turned away. */
  | { readonly kind: 'declined-pushes'; readonly count: number }
  /** Requests to the stage whose path begins so. */
  | { readonly kind: 'requests'; readonly path: string; readonly count: number }
);
