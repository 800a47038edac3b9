import { renderExpression } from '../expression/render.ts';
import type { Step } from '../model/step.ts';
import type { Pins } from '../pins/pin.ts';
import { suppressionLines } from './suppressions.ts';
import { stepReference, type Target } from './target.ts';
import { comment, mapping, type Node, named, scalar } from './yaml.ts';

/** One step, its keys in the order of GitHub's documentation. */
export function renderStep(step: Step, target: Target, pins: Pins): Node {
  const reference = stepReference(step, target, pins);
  const isScript = step.kind === 'run';
  const node = mapping([
    ['id', scalar(step.id)],
    ['if', scalar(step.if && renderExpression(step.if.node))],
    ['name', scalar(step.name)],
    ['uses', reference && scalar(reference.text, reference.comment)],
    ['run', isScript ? scalar(lines(step.script)) : undefined],
    ['working-directory', isScript ? scalar(step.workingDirectory) : undefined],
    ['shell', isScript ? scalar(step.shell) : undefined],
    ['with', isScript ? undefined : named(step.with)],
    ['env', named(step.env)],
    ['continue-on-error', scalar(step.continueOnError)],
    ['timeout-minutes', scalar(step.timeoutMinutes)],
  ]);
  const above = suppressionLines(step.suppressions);
  if (above.length > 0) node.commentBefore = comment(above);
  return node;
}

/** A script of several lines ends its last one, as a file would. */
function lines(text: string): string {
  return text.includes('\n') ? `${text}\n` : text;
}
