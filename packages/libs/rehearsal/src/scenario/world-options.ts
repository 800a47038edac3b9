import type { Route } from '../route.ts';
import type { Scene } from '../scene/scene.ts';
import type { LegTrouble, Scenario } from './scenario.ts';

/** What the services of a production can see and change. */
export interface Around {
  readonly scenario: Scenario;
  readonly scene: Scene;
}

/** The repository of a production, and the services around it. */
export interface WorldOptions {
  /** `owner/name`. */
  readonly repository: string;
  /** The path of a repository that is copied, with `branch` at its HEAD. */
  readonly from?: string;
  /** `main` when absent. */
  readonly branch?: string;
  /** What the repository holds when the scenario begins, upon what `from` holds. */
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  /** Services beside GitHub's, such as what a leg downloads; they bring about the troubles of legs. */
  readonly routes?: (troubles: readonly LegTrouble[], around: Around) => readonly Route[];
}
