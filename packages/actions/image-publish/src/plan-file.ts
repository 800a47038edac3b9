import { ActionError, isActionError, messageOf, quote, readInputs } from '@gatehouse/action-kit';
import { formatRepository } from '@gatehouse/oci-client';
import { readText } from '@gatehouse/text-source';
import { targetShape } from './input-shape.ts';
import type { Asked } from './inputs.ts';
import { filledFloating, type TargetRequest, targetRequest } from './target-request.ts';

/** Imported this way, the parser is in a chunk that only its users download and load. */
const { parse } = await import('yaml');

const MOST_TARGETS = 1000;
const KEYS = Object.keys(targetShape);

/**
 * Reads a plan: YAML or JSON, `{targets: […]}`, each target with the inputs of one image, as a text or as a list
 * of lines. What a target leaves out is taken from the inputs of the step. Fails with `INVALID_PLAN`, with all
 * mistakes at once, or as `readText` does.
 */
export async function readPlan(plan: Extract<Asked, { kind: 'plan' }>): Promise<readonly TargetRequest[]> {
  const text = plan.place === 'text' ? plan.text : await readText(plan.path);
  const mistakes: string[] = [];
  const requests: TargetRequest[] = [];
  for (const [at, target] of targetsIn(text).entries()) {
    try {
      requests.push(requestOf(target, plan));
    } catch (thrown) {
      if (!isActionError(thrown)) throw thrown;
      mistakes.push(...thrown.message.split('\n').map((line) => `targets[${at}]: ${line}`));
    }
  }
  if (mistakes.length === 0) mistakes.push(...sharedTags(requests));
  if (mistakes.length > 0) throw invalid(mistakes.join('\n'));
  return requests;
}

function targetsIn(text: string): readonly unknown[] {
  const plan = parseYaml(text);
  if (!isMapping(plan) || Object.keys(plan).some((key) => key !== 'targets')) {
    throw invalid(
      `found ${isMapping(plan) ? `the keys ${quote(Object.keys(plan).join(', '))}` : quote(plan)}, expected a mapping with the key "targets" alone.`,
    );
  }
  const { targets } = plan;
  if (Array.isArray(targets) && targets.length > 0 && targets.length <= MOST_TARGETS) return targets;
  const found = Array.isArray(targets) ? `${targets.length} targets` : quote(targets);
  throw invalid(`targets: found ${found}, expected a list of 1 to ${MOST_TARGETS} targets.`);
}

function parseYaml(text: string): unknown {
  try {
    // Every scalar is the text that it is: a version may be 1.10.
    return parse(text, { schema: 'failsafe', maxAliasCount: 100, logLevel: 'error' });
  } catch (thrown) {
    const [first = ''] = messageOf(thrown).split('\n');
    throw invalid(`this is neither YAML nor JSON: ${quote(first)}.`, thrown);
  }
}

function requestOf(target: unknown, { defaults, step }: Extract<Asked, { kind: 'plan' }>): TargetRequest {
  if (!isMapping(target)) throw invalid(`found ${quote(target)}, expected a mapping`);
  const own = new Map(Object.entries(target).map(([key, value]) => [key, textOf(key, value)]));
  const values = readInputs(targetShape, (name) => own.get(name) ?? defaults(name));
  return targetRequest(values, step);
}

/** A value as the input has it; a list is one line for each item. */
function textOf(key: string, value: unknown): string {
  if (!KEYS.includes(key)) throw invalid(`found the key ${quote(key)}, expected one of ${KEYS.join(', ')}`);
  if (typeof value === 'string') return value;
  if (!Array.isArray(value))
    throw invalid(`${key}: found ${quote(value)}, expected a text or a list of texts`);
  const odd = value.find((item) => typeof item !== 'string' || !/^[^\s#][^\r\n]*$/.test(item));
  if (odd === undefined) return value.join('\n');
  throw invalid(`${key}: found the item ${quote(odd)}, expected a text of one line`);
}

/** A tag that two targets write would hold what the slower one of them wrote. */
function sharedTags(requests: readonly TargetRequest[]): readonly string[] {
  const owners = new Map<string, number>();
  return requests.flatMap(({ target }, at) =>
    [...target.exact, ...filledFloating(target)].flatMap((tag) => {
      const name = `${formatRepository(target.repository)}:${tag}`;
      const owner = owners.get(name);
      owners.set(name, owner ?? at);
      if (owner === undefined) return [];
      return [
        `targets[${at}]: found the tag ${quote(name)}, which targets[${owner}] writes too; expected another`,
      ];
    }),
  );
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(message: string, cause?: unknown): ActionError<'INVALID_PLAN'> {
  return new ActionError({
    code: 'INVALID_PLAN',
    message,
    hint: 'Correct the plan: {targets: [{image: …, tags: […]}, …]}, each target with the inputs of one image.',
    ...(cause !== undefined && { cause }),
  });
}
