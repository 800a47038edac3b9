import type { WorkflowSet } from '../graph/set.ts';
import type { Job } from '../model/job.ts';
import type { Step } from '../model/step.ts';
import type { Workflow } from '../model/workflow.ts';
import type { SourcePosition } from '../source/position.ts';

/** Something that no set of workflows should hold, and what finds it. */
export interface Rule {
  /** What a suppression says, and the name of its page in `docs/rules`. */
  readonly id: string;
  /** What is right, as one sentence. */
  readonly title: string;
  /** What breaks the rule, in the order of the set, suppressed or not. */
  readonly check: (set: WorkflowSet) => readonly Finding[];
}

/** One place that breaks a rule. */
export interface Finding {
  /** Id of the rule. */
  readonly rule: string;
  /** What was found, what was expected and what to do. */
  readonly message: string;
  readonly workflow: Workflow;
  /** `undefined` where it is about the workflow as a whole. */
  readonly job: Job | undefined;
  readonly step: Step | undefined;
  /** The line that made the step, the job or the workflow. */
  readonly at: SourcePosition;
}

/** What a rule has to say about a node. */
export interface Offence {
  readonly workflow: Workflow;
  readonly job?: Job | undefined;
  readonly step?: Step | undefined;
  readonly message: string;
}

/** A rule, by what it finds. Saying the same of one node twice, on two ways to it, is saying it once. */
export function defineRule(
  id: string,
  title: string,
  offences: (set: WorkflowSet) => readonly Offence[],
): Rule {
  return {
    id,
    title,
    check(set) {
      const seen = new Map<unknown, Set<string>>();
      return offences(set).flatMap(({ workflow, job, step, message }) => {
        const node = step ?? job ?? workflow;
        const said = seen.get(node) ?? new Set();
        seen.set(node, said);
        if (said.has(message)) return [];
        said.add(message);
        return [{ rule: id, message, workflow, job, step, at: node.at }];
      });
    },
  };
}
