import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combineParts, type PartKind } from '../src/index.ts';
import {
  collectParts,
  found,
  type Note,
  notes,
  refusal,
  samplePart,
  temporaryFolder,
  writePart,
} from './sample.ts';

const IMAGE = 'ghcr.io/acme/widgets';

describe('a kind', () => {
  test('without a schema, an equality or a rendering does not compile', () => {
    const { read: _read, ...withoutSchema } = notes;
    const { differences: _differences, ...withoutEquality } = notes;
    const { render: _render, ...withoutRendering } = notes;
    // @ts-expect-error: nothing reads its content.
    const one: PartKind<readonly Note[], Note, undefined> = withoutSchema;
    // @ts-expect-error: nothing tells two of its items apart.
    const two: PartKind<readonly Note[], Note, undefined> = withoutEquality;
    // @ts-expect-error: nothing shows it.
    const three: PartKind<readonly Note[], Note, undefined> = withoutRendering;
    expect([one, two, three]).toHaveLength(3);
  });
});

describe('parts of different targets', () => {
  test('never meet, however alike their names are', async () => {
    await using dir = await temporaryFolder();
    const targets = [null, IMAGE, `${IMAGE}-dev`, 'ghcr.io/acme/widget', 'GHCR.io/acme/widgets'];
    for (const target of targets) {
      await writePart(
        samplePart({ key: 'linux/arm64', target, entries: [{ name: 'x', text: String(target) }] }),
        dir.path,
      );
    }
    for (const target of targets) {
      const { parts, others } = await collectParts(dir.path, undefined, target);
      expect({
        target,
        texts: parts.map(({ part }) => part.content[0]?.text),
        others: others.length,
      }).toEqual({
        target,
        texts: [String(target)],
        others: targets.length - 1,
      });
    }
  });

  test('are told apart by what is inside, not by their names', async () => {
    await using dir = await temporaryFolder();
    const { path } = await writePart(samplePart({ key: 'linux/arm64', target: IMAGE }), dir.path);
    const { rename } = await import('node:fs/promises');
    await rename(path, path.replace('acme-widgets', 'acme-gadgets'));
    const { code, message } = await refusal(() => collectParts(dir.path, undefined, IMAGE));
    expect({ code, message }).toEqual({
      code: 'INVALID_PART',
      message: expect.stringContaining('expected it in a file named'),
    });
  });

  test('are a conflict when they are combined all the same', () => {
    const combination = combineParts(notes, [
      found(samplePart({ target: IMAGE }), 'a.json'),
      found(samplePart({ key: 'other', target: null }), 'b.json'),
    ]);
    expect(combination).toMatchObject({ verdict: 'conflict', conflicts: [{ kind: 'target' }] });
  });
});

test('a part of another kind is not read, and its envelope is', async () => {
  await using dir = await temporaryFolder();
  await writePart(samplePart(), dir.path);
  const other = { ...notes, name: 'other' };
  const { collectParts: collect } = await import('../src/index.ts');
  const { parts, others } = await collect(dir.path, {
    kind: other,
    rules: undefined,
    targets: new Set([null]),
  });
  expect({ parts, others }).toMatchObject({
    parts: [],
    others: [{ frame: { kind: 'notes', key: '3.14.2 / linux / 24.04 / ppc64le' } }],
  });
});

test('the order in which parts arrive makes no difference, for any set of parts', () => {
  const part = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    attempt: fc.integer({ min: 1, max: 3 }),
    entries: fc.array(fc.record({ name: fc.constantFrom('x', 'y', 'z'), text: fc.constantFrom('1', '2') }), {
      maxLength: 3,
    }),
  });
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (specs, order) => {
      const parts = specs.map((spec, at) => found(samplePart(spec), `${at}.json`));
      const expected = combineParts(notes, parts);
      const shuffled = parts
        .map((one) => ({ one, rank: order.next().value ?? 0 }))
        .toSorted((a, b) => a.rank - b.rank)
        .map(({ one }) => one);
      expect(combineParts(notes, shuffled)).toEqual(expected);
    }),
    { seed: 17, numRuns: 500 },
  );
});
