import { mistaken } from '../source/mistake.ts';
import { calledFrom, type SourcePosition } from '../source/position.ts';
import { insistOnText } from './shown.ts';

/** A rule that does not apply to the workflow, job or step it stands on; printed into the YAML. */
export interface Suppression {
  readonly at: SourcePosition;
  /** Id of the rule. */
  readonly rule: string;
  /** Why it does not apply here, on one line. */
  readonly reason: string;
}

/** Says why the rule `rule` does not apply to the node on which this stands under `suppress`. */
export function suppress(rule: string, reason: string): Suppression {
  const at = calledFrom(suppress);
  insistOnText(at, 'The rule to suppress', rule);
  insistOnText(at, `The reason to suppress ${rule}`, reason);
  if (reason.trim().length < 10 || /[\r\n]/.test(reason)) {
    mistaken(at, `The reason to suppress ${rule} must be a sentence on one line.`);
  }
  return { at, rule, reason: reason.trim() };
}
