import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run, script, type Workflow, WorkflowError } from '../src/index.ts';
import { minimal, minimalJob, untyped } from './options.ts';

/** The builder as JavaScript sees it. */
type Builder = Readonly<Record<'call' | 'job' | 'matrix' | 'writer', (id: string, spec: object) => never>> &
  Readonly<Record<'input' | 'secret', (name: string) => never>>;

/** A mistake of an author: what it is, how it is made, what is said about it. */
export type Slip = readonly [about: string, make: () => unknown, message: RegExp];

/** A job that says the least. */
export const plain = { ...minimalJob, steps: [run({ script: script`true` })] };

/** A matrix that says the least, without its legs. */
export const legs = { ...plain, key: 'key', outcome: { policy: 'require-all' } };

/** Makes a workflow whose jobs `build` makes. */
export const jobs =
  (build: (builder: Builder) => void, more: object = {}) =>
  (): Workflow =>
    untyped({ ...minimal, ...more, jobs: build });

/** Each of `slips`, which stand in `file`, is refused with the line that made it. */
export function testSlips(file: string, slips: readonly Slip[]): void {
  const lines = readFileSync(file, 'utf8').split('\n');
  const starts = slips.map(([about]) => lines.findIndex((line) => line.includes(`'${about}'`)) + 1);
  test.each(slips.map(([about, make, message], index) => ({ about, make, message, index })))(
    '$about is refused with its line',
    ({ make, message, index }) => {
      const error = errorOf(make);
      expect(error.message).toMatch(message);
      const { at } = error.mistakes[0] ?? {};
      expect(at?.file).toBe(file);
      expect(at?.line).toBeGreaterThanOrEqual(starts[index] ?? 0);
      expect(at?.line).toBeLessThan(starts[index + 1] ?? lines.length);
    },
  );
}

function errorOf(make: () => unknown): WorkflowError {
  try {
    make();
  } catch (thrown) {
    if (thrown instanceof WorkflowError) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was refused.');
}
