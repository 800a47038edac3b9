import { jobsOf, stepsOf, type WorkflowSet } from '../graph/set.ts';
import type { Suppression } from '../model/suppression.ts';
import { suggestion } from '../source/suggestion.ts';
import type { Finding, Offence, Rule } from './rule.ts';

/** The id under which suppressions themselves are found wanting. It cannot be suppressed. */
export const SUPPRESSION = 'suppression';

/** A finding that its source says does not apply. */
export interface Suppressed extends Finding {
  readonly suppression: Suppression;
}

/** A suppression, with the node on which it stands. */
interface Standing extends Omit<Offence, 'message'> {
  readonly suppression: Suppression;
}

/** What is left of `findings`, what is suppressed, and what is wrong with the suppressions. */
export function applySuppressions(
  findings: readonly Finding[],
  rules: readonly Rule[],
  set: WorkflowSet,
): { readonly findings: readonly Finding[]; readonly suppressed: readonly Suppressed[] } {
  const suppressed = findings.flatMap((finding): readonly Suppressed[] => {
    const suppression = suppressionOf(finding);
    return suppression === undefined ? [] : [{ ...finding, suppression }];
  });
  const used = new Set(suppressed.map(({ suppression }) => keyOf(suppression)));
  return {
    findings: [
      ...findings.filter((finding) => suppressionOf(finding) === undefined),
      ...standingIn(set).flatMap((standing) => messageFor(standing, used, rules)),
    ],
    suppressed,
  };
}

/** The nearest word that suppresses `finding`: on its step, its job or its workflow. */
function suppressionOf({ rule, workflow, job, step }: Finding): Suppression | undefined {
  return [step, job, workflow]
    .flatMap((node) => node?.suppressions ?? [])
    .find((one) => one.rule === rule && hasReason(one));
}

function messageFor(
  { suppression, ...node }: Standing,
  used: ReadonlySet<string>,
  rules: readonly Rule[],
): readonly Finding[] {
  const { rule, at } = suppression;
  const say = (message: string): readonly Finding[] => [
    { rule: SUPPRESSION, message, workflow: node.workflow, job: node.job, step: node.step, at },
  ];
  const ids = rules.map(({ id }) => id);
  if (!ids.includes(rule)) return say(`"${rule}" is no rule.${suggestion(rule, ids)}`);
  if (!hasReason(suppression)) {
    return say(
      `The rule ${rule} is suppressed without a reason. Say why it does not apply here, on one line.`,
    );
  }
  if (used.has(keyOf(suppression))) return [];
  return say(`The rule ${rule} is suppressed, but finds nothing here. Take the suppression out.`);
}

function standingIn(set: WorkflowSet): readonly Standing[] {
  const nodes = [
    ...set.workflows.map((workflow) => ({ workflow, on: workflow })),
    ...jobsOf(set).map((place) => ({ ...place, on: place.job })),
    ...stepsOf(set).map((place) => ({ ...place, on: place.step })),
  ];
  return nodes.flatMap(({ on, ...node }) => on.suppressions.map((suppression) => ({ ...node, suppression })));
}

/** An inlined workflow holds the suppressions of the called one again: used in either is used. */
function keyOf({ rule, at }: Suppression): string {
  return `${rule} ${at.file}:${at.line}`;
}

function hasReason({ reason }: Suppression): boolean {
  return reason.trim().length >= 10 && !/[\r\n]/.test(reason);
}
