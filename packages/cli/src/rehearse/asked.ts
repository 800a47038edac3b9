import type { AskedEvent } from './run-inputs.ts';

/** What a person asks of a rehearsal beside the scenario. */
export interface Asked extends AskedEvent {
  readonly skippedActions: readonly string[];
  readonly runnerLabels: readonly string[];
  /** Programs that change this machine and are run all the same. */
  readonly realPrograms: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}
