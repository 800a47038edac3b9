import type { ActionError } from './errors.ts';
import type { GateRun } from './gate-run.ts';
import type { OutputValue } from './outputs.ts';

/** What a gate says. `unknown` never passes. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** A gate: it asks, reports what came of it, and lets the step go on or fail. */
export interface Gate<Answer> {
  readonly ask: () => Promise<Answer>;
  /** Makes words of an outcome, and asks nothing more. */
  readonly report: (outcome: GateOutcome<Answer>, circumstances: Circumstances) => GateReport;
  /** Whether the step goes on with this answer. Without an answer it does not. */
  readonly end: (answer: Answer) => GateEnd;
}

/** What came of asking; a gate that `failed` to ask is closed by the error. */
export type GateOutcome<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Where and when a gate was asked. */
export interface Circumstances {
  readonly gate: GateRun;
  /** RFC 3339. */
  readonly checkedAt: string;
}

/** What a gate tells, to later steps and to people. */
export interface GateReport {
  /** By their names in `action.yml`. */
  readonly outputs: Readonly<Record<string, OutputValue>>;
  /** Markdown. */
  readonly summary: string;
  readonly messages: readonly GateMessage[];
}

/** A line of the log, in which untrusted text went through `quote`. */
export interface GateMessage {
  readonly level: 'info' | 'notice' | 'warning';
  readonly text: string;
}

/** An open gate lets the step succeed; a closed one fails it with `error`. */
export type GateEnd = { readonly kind: 'open' } | { readonly kind: 'closed'; readonly error: ActionError };

export const openGate: GateEnd = { kind: 'open' };
export const closedGate = (error: ActionError): GateEnd => ({ kind: 'closed', error });
