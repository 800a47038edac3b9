import { Expr, type ExprType, nodeOf } from '../expression/expr.ts';
import type { Position } from '../expression/position.ts';
import type { SourcePosition } from '../source/position.ts';
import type { Job } from './job.ts';
import type { Step } from './step.ts';
import type { Value, Values } from './value.ts';

/** Where a value stands. */
export interface Place {
  /** Which expressions GitHub takes there. */
  readonly position: Position;
  /** The key in the YAML: `if`, `env.TOKEN`. */
  readonly key: string;
  /** The line that made the workflow, job or step. */
  readonly at: SourcePosition;
  readonly job: Job | undefined;
  readonly step: Step | undefined;
}

/** Gives another value for one at a place. */
export type Change = (value: Value, place: Place) => Value;

/** Changes values around one node. */
export interface Words {
  readonly value: (position: Position, key: string, value: Value) => Value;
  readonly maybe: (position: Position, key: string, value: Value | undefined) => Value | undefined;
  readonly all: (position: Position, key: string, values: Values) => Values;
  /** For places that hold expressions only. */
  readonly expression: <T extends ExprType>(position: Position, key: string, value: Expr<T>) => Expr<T>;
}

/** The words for `change` at the values of a workflow, job or step. */
export function wordsAt(change: Change, node: Omit<Place, 'key' | 'position'>): Words {
  const value: Words['value'] = (position, key, found) => change(found, { ...node, position, key });
  return {
    value,
    maybe: (position, key, found) => (found === undefined ? undefined : value(position, key, found)),
    all: (position, key, values) =>
      mapEntries(values, (found, name) => value(position, `${key}.${name}`, found)),
    expression(position, key, found) {
      const changed = value(position, key, found);
      return changed instanceof Expr ? (changed as typeof found) : new Expr(found.type, nodeOf(changed));
    },
  };
}

/** `record` with every value changed. */
export function mapEntries<V, R>(
  record: Readonly<Record<string, V>>,
  map: (value: V, name: string) => R,
): Readonly<Record<string, R>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
