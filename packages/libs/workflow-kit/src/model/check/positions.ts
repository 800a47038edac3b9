import { Expr } from '../../expression/expr.ts';
import { POSITIONS, type Use } from '../../expression/position.ts';
import { renderExpression } from '../../expression/render.ts';
import type { Mistake } from '../../source/mistake.ts';
import type { Place } from '../place.ts';
import type { Value } from '../value.ts';
import { valuesOf } from '../values.ts';
import type { Workflow } from '../workflow.ts';

/** Expressions that GitHub does not take where they stand, and text that only looks like text. */
export function positionMistakes(workflow: Workflow): readonly Mistake[] {
  return valuesOf(workflow).flatMap(({ value, place }) => {
    const message = messageFor(value, place);
    return message === undefined ? [] : [{ at: place.at, message }];
  });
}

function messageFor(value: Value, { position, key }: Place): string | undefined {
  if (typeof value === 'string') {
    return value.includes('${{')
      ? `"${key}" holds "\${{" as plain text. Write expr\`…\`, so that what it uses can be checked.`
      : undefined;
  }
  if (!(value instanceof Expr)) return undefined;
  const allowed: readonly Use[] = POSITIONS[position];
  const [wrong] = value.uses.filter((use) => !allowed.includes(use));
  if (wrong === undefined) return undefined;
  return `"${key}" uses ${wrong} in ${renderExpression(value.node)}; GitHub knows only ${allowed.join(', ')} there.`;
}
