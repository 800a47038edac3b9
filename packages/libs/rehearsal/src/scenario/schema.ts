import * as z from 'zod/mini';

/** The form of a scenario file; {@link Scenario} says what everything means. */
const text = z.string().check(z.minLength(1));
const count = z.int().check(z.nonnegative());
const optional = z.exactOptional;
const inputs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const values = z.record(z.string(), z.string());
const result = z.enum(['success', 'failure', 'skipped', 'unfinished']);

const on = z.strictObject({
  method: optional(text),
  path: optional(text),
  nth: optional(z.union([z.int(), z.array(z.int())])),
});
const fault = z.discriminatedUnion('kind', [
  z.strictObject({
    on,
    kind: z.literal('status'),
    status: z.int(),
    retryAfter: optional(z.number()),
    body: optional(z.string()),
  }),
  z.strictObject({ on, kind: z.literal('delay'), ms: z.number() }),
  z.strictObject({ on, kind: z.literal('drop') }),
  z.strictObject({ on, kind: z.literal('lost-answer') }),
  z.strictObject({ on, kind: z.literal('stale'), times: count }),
]);

const run = optional(text);
const expectation = z.discriminatedUnion('kind', [
  z.strictObject({
    run,
    kind: z.literal('conclusion'),
    is: z.enum(['success', 'failure', 'skipped', 'none']),
  }),
  z.strictObject({ run, kind: z.literal('job'), job: text, is: result }),
  z.strictObject({ run, kind: z.literal('leg'), leg: values, is: result }),
  z.strictObject({ run, kind: z.literal('output'), job: text, step: text, output: text, is: z.string() }),
  z.strictObject({ run, kind: z.literal('annotation'), job: text, has: text }),
  z.strictObject({ run, kind: z.literal('artifacts'), prefix: text, count }),
  z.strictObject({ run, kind: z.literal('commits'), count }),
  z.strictObject({ run, kind: z.literal('file'), path: text, has: optional(text), lacks: optional(text) }),
  z.strictObject({ run, kind: z.literal('no-file'), path: text }),
  z.strictObject({
    run,
    kind: z.literal('release'),
    version: text,
    files: z.union([count, z.literal('none')]),
  }),
  z.strictObject({
    run,
    kind: z.literal('image'),
    image: optional(text),
    tag: text,
    platforms: z.union([z.array(text), z.literal('none')]),
  }),
  z.strictObject({ run, kind: z.literal('image-writes'), tag: text, count }),
  z.strictObject({ run, kind: z.literal('beaten-pushes'), count }),
  z.strictObject({ run, kind: z.literal('declined-pushes'), count }),
  z.strictObject({ run, kind: z.literal('requests'), path: text, count }),
]);

const heldTag = z.strictObject({ tag: text, platforms: z.array(text) });

const plan = z.strictObject({
  name: text,
  rerunOf: optional(text),
  inputs: optional(inputs),
  killedAt: optional(
    z.union([z.enum(['push-arrives', 'push-landed']), z.strictObject({ job: text, line: text })]),
  ),
});

export const scenarioSchema = z.strictObject({
  name: z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a name in kebab-case')),
  title: text,
  event: optional(
    z.strictObject({
      name: text,
      ref: optional(text),
      payload: optional(z.record(z.string(), z.unknown())),
    }),
  ),
  inputs: optional(inputs),
  faults: optional(z.array(fault)),
  legs: optional(
    z.array(
      z.strictObject({
        leg: values,
        trouble: z.enum(['fails', 'polluted']),
        attempts: optional(z.array(z.int())),
      }),
    ),
  ),
  commit: optional(
    z.strictObject({
      tag: optional(z.strictObject({ name: text, stands: z.enum(['at-head', 'behind']) })),
      runs: optional(
        z.array(
          z.strictObject({
            id: z.int(),
            file: text,
            attempt: optional(z.int()),
            event: optional(text),
            of: optional(z.enum(['commit', 'next'])),
            conclusion: optional(z.enum(['success', 'failure', 'cancelled'])),
            fromList: optional(z.int()),
          }),
        ),
      ),
    }),
  ),
  registry: optional(
    z.strictObject({
      holds: optional(z.array(heldTag)),
      immutable: optional(z.array(text)),
      late: optional(count),
      racer: optional(z.extend(heldTag, { when: z.enum(['before-tag', 'after-tag']) })),
      vanishes: optional(z.array(values)),
    }),
  ),
  branch: optional(
    z.strictObject({
      protectedBy: optional(text),
      overtakes: optional(count),
      writers: optional(z.array(z.strictObject({ file: text, commits: count }))),
      when: optional(text),
      movesOnApproval: optional(z.boolean()),
    }),
  ),
  acts: optional(z.array(z.array(plan).check(z.minLength(1))).check(z.minLength(1))),
  expect: z.array(expectation).check(z.minLength(1)),
});
