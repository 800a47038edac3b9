import {
  type InputSource,
  invalidInput,
  messageOf,
  readInputs as readShape,
  runnerInputs,
} from '@gatehouse/action-kit';
import type { Digest } from '@gatehouse/oci-client';
import { parseDigestList } from '@gatehouse/oci-index';
import { IDENTIFYING, stepShape, targetShape } from './input-shape.ts';
import { type StepRequest, type TargetRequest, targetRequest } from './target-request.ts';

export { inputs } from './input-shape.ts';

/** What the action was asked to do. */
export interface Inputs {
  readonly asked: Asked;
  /** A folder of parts; without it the parts of this run are downloaded. */
  readonly partsDir: string | undefined;
  readonly plainHttp: readonly string[];
  /** How many targets are published at a time. */
  readonly jobs: number;
  /** For the sources of each target to be readable, in milliseconds. */
  readonly waitMs: number;
  readonly deadlineMs: number;
  readonly writes: 'yes' | 'dry-run';
}

/** One image, or a plan of many that is read later. */
export type Asked =
  | { readonly kind: 'target'; readonly request: TargetRequest }
  | ({
      readonly kind: 'plan';
      readonly step: StepRequest;
      readonly defaults: InputSource;
    } & PlanPlace);

/** Where a plan is. */
export type PlanPlace =
  | { readonly place: 'text'; readonly text: string }
  | { readonly place: 'file'; readonly path: string };

/** Reads the inputs; fails with `INVALID_INPUT`, before anything is asked of a registry. */
export function readInputs(from: InputSource = runnerInputs): Inputs {
  const step = readShape(stepShape, from);
  return {
    asked: readAsked(step, from),
    partsDir: step['parts-dir'],
    plainHttp: step['plain-http'],
    jobs: step.jobs,
    // What is only converted is there already, or will not come.
    waitMs: step.only === 'soci' ? 0 : step.wait,
    deadlineMs: step.deadline,
    writes: step['dry-run'] ? 'dry-run' : 'yes',
  };
}

type StepValues = ReturnType<typeof readShape<typeof stepShape>>;

function readAsked(step: StepValues, from: InputSource): Asked {
  const { only } = step;
  const wanted = {
    stopAfter: step['stop-after'],
    passed: passedIn(step),
    sociTool: step['soci-tool'],
    only,
  };
  const place = planPlace(step);
  if (place === undefined) {
    return { kind: 'target', request: targetRequest(readShape(targetShape, from), wanted) };
  }
  const stray = IDENTIFYING.filter((name) => from(name).trim() !== '');
  if (stray.length > 0) {
    throw invalidInput(
      ...stray.map((name) => `${name}: found a value beside a plan, expected it in each target of the plan`),
    );
  }
  return { kind: 'plan', step: wanted, defaults: from, ...place };
}

/** Asked for, an empty list passes nothing: a gate that said nothing has not said yes. */
function passedIn({
  'require-passed': isRequired,
  'passed-digests': lines,
}: StepValues): StepRequest['passed'] {
  if (!isRequired && lines.length === 0) return undefined;
  try {
    return new Set(lines.flatMap(digestsIn));
  } catch (thrown) {
    throw invalidInput(`passed-digests: ${messageOf(thrown)}`);
  }
}

/** A digest, or the name of an image with one, as the output `names-with-digest` has it. */
function digestsIn(line: string): readonly Digest[] {
  return parseDigestList(line.includes('@') ? line.slice(line.lastIndexOf('@') + 1) : line);
}

function planPlace({ plan, 'plan-file': path }: StepValues): PlanPlace | undefined {
  if (plan !== undefined && path !== undefined) {
    throw invalidInput('plan, plan-file: found both, expected one of them');
  }
  if (plan !== undefined) return { place: 'text', text: plan };
  return path === undefined ? undefined : { place: 'file', path };
}
