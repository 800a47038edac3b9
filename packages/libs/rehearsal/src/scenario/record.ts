import type { WorkflowResult } from '../engine/record.ts';
import type { SceneCommit } from '../scene/scene.ts';

/** What became of an expectation. */
export interface Verdict {
  /** What is judged, as the beginning of a sentence: `the job plan`. */
  readonly what: string;
  readonly expected: string;
  readonly found: string;
  readonly holds: boolean;
}

/** One run of a scenario. */
export interface PlayedRun {
  readonly name: string;
  /** Milliseconds since the scenario began. */
  readonly startMs: number;
  readonly result: WorkflowResult;
}

/** An artifact that a run left. */
export interface LeftArtifact {
  readonly name: string;
  readonly run: string;
  readonly attempt: number;
  /** Bytes; absent for an upload that was never finished. */
  readonly size?: number;
  /** Milliseconds since the scenario began. */
  readonly atMs: number;
}

/** A request in which a fault struck, or which the stage could not answer. */
export interface OddRequest {
  readonly method: string;
  readonly path: string;
  readonly what: string;
}

/** An input of the user's workflow for which the scenario has a value of its own. */
export interface Replacement {
  /** `file:line` of the input, or of the call that leaves it out. */
  readonly place: string;
  readonly name: string;
  /** Absent where the workflow leaves it out. */
  readonly from: string | undefined;
  readonly to: string;
}

/** Everything that a scenario showed, as data; reports are made of it. */
export interface ScenarioRecord {
  readonly name: string;
  readonly title: string;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** `owner/name`, and the branch that is written. */
  readonly repository: string;
  readonly branch: string;
  readonly runs: readonly PlayedRun[];
  readonly artifacts: readonly LeftArtifact[];
  /** Everything that landed on the branch, oldest first. */
  readonly commits: readonly SceneCommit[];
  readonly requests: number;
  readonly oddRequests: readonly OddRequest[];
  readonly verdicts: readonly Verdict[];
  /** Inputs of the user's workflow that the scenario replaced; absent where the stage brings the caller. */
  readonly replacements?: readonly Replacement[];
  /** Whether every verdict holds. */
  readonly passed: boolean;
}
