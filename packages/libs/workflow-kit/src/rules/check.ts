import { type WorkflowSet, workflowSet } from '../graph/set.ts';
import type { Workflow } from '../model/workflow.ts';
import type { Pins } from '../pins/pin.ts';
import type { Finding, Rule } from './rule.ts';
import { RULES } from './rules.ts';
import { applySuppressions, type Suppressed } from './suppressions.ts';

/** What the rules have to say about a set of workflows. */
export interface Judgement {
  /** What must be mended, by place. Empty is good. */
  readonly findings: readonly Finding[];
  /** What the sources say does not apply, each with its reason. */
  readonly suppressed: readonly Suppressed[];
}

/** Holds `rules` against `workflows` and those that they call, whose third-party actions are in `pins`. */
export function judge(workflows: readonly Workflow[], pins: Pins, rules: readonly Rule[] = RULES): Judgement {
  return judgeSet(workflowSet(workflows, pins), rules);
}

/** {@link judge}, for a set. */
export function judgeSet(set: WorkflowSet, rules: readonly Rule[] = RULES): Judgement {
  const found = rules.flatMap((rule) => rule.check(set));
  const { findings, suppressed } = applySuppressions(found, rules, set);
  return { findings: [...findings].sort(byPlace), suppressed: [...suppressed].sort(byPlace) };
}

/** By file and line of the source, then by rule and message: the same whatever the order of the rules. */
function byPlace(one: Finding, other: Finding): number {
  return (
    compare(one.at.file, other.at.file) ||
    one.at.line - other.at.line ||
    compare(one.rule, other.rule) ||
    compare(one.message, other.message)
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
