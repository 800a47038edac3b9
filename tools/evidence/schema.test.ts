import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evidenceDocument, field } from '@gatehouse/action-kit/evidence';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { listPackages } from '../packages.ts';
import { listActions } from '../repository.ts';
import { assertEvidence, evidenceSchema, jsonSchema, SCHEMA_FILE } from './schema.ts';

const actions = listActions();

describe.each(actions)('the evidence of $name', (action) => {
  const read = async () => {
    const schema = await evidenceSchema(action);
    if (schema === undefined) throw new Error(`${action.name} has no src/evidence-schema.ts.`);
    return schema;
  };

  test('is an output with a published schema', async () => {
    const published = readFileSync(join(action.folder, SCHEMA_FILE), 'utf8');
    expect(JSON.parse(published)).toEqual(jsonSchema(action.name, await read()));
    expect(Object.keys(action.definition.outputs ?? {})).toContain('evidence');
  });

  test('names its format, and describes each of its fields', async () => {
    const { properties = {} } = jsonSchema(action.name, await read());
    expect(properties.schema).toMatchObject({ const: `gatehouse.${action.name}/v1` });
    const bare = Object.entries(properties).filter(
      ([, one]) => typeof one !== 'object' || one.description === undefined,
    );
    expect(bare.map(([key]) => key)).toEqual([]);
    expect(Object.keys(properties)).toContain('run');
  });

  test('has keys in snake_case, and declares all of them', async () => {
    const { keys, open } = objectsIn(z.toJSONSchema(await read()));
    expect(keys.filter((key) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(key))).toEqual([]);
    expect(open).toEqual([]);
  });

  test('is held to its schema wherever a test plays the action', () => {
    const tests = join(action.folder, 'test');
    const texts = readdirSync(tests)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(tests, name), 'utf8'));
    expect(texts.some((text) => text.includes(`assertEvidence('${action.name}', `))).toBe(true);
  });
});

test('shipped code takes nothing but types from a schema', () => {
  const taken = listPackages().flatMap(({ files }) =>
    files
      .filter(({ shipped, path }) => shipped && !path.endsWith('evidence-schema.ts'))
      .flatMap(({ path, text }) =>
        (
          text.match(
            /^(?:import|export)\b[^;]*?from '[^']*(?:evidence-schema\.ts|action-kit\/evidence)';/gms,
          ) ?? []
        )
          .filter((statement) => !/^import type\b/.test(statement))
          .map((statement) => `${path}: ${statement}`),
      ),
  );
  expect(taken).toEqual([]);
});

describe('a document', () => {
  const valid = {
    schema: 'gatehouse.settings-audit/v1',
    verdict: 'pass',
    reason: 'all 0 settings of o/r are as declared',
    checked_at: '2026-01-02T00:00:00.000Z',
    run: null,
    repository: 'o/r',
    expectation: { path: 'x.yml', sha256: 'a'.repeat(64) },
    findings: [],
    manual: [],
    unread: [],
  };

  test('as it is declared is taken', async () => {
    await expect(assertEvidence('settings-audit', valid)).resolves.toBeUndefined();
  });

  test.each([
    ['a field that is not declared', { ...valid, checkedAt: '' }, /Unrecognized key: "checkedAt"/],
    ['an unknown verdict', { ...valid, verdict: 'maybe' }, /at verdict/],
    ['a field without a value', { ...valid, reason: undefined }, /at reason/],
    ['the name of another action', { ...valid, schema: 'gatehouse.tag-guard/v1' }, /at schema/],
  ])('with %s is refused', async (_, document, message) => {
    await expect(assertEvidence('settings-audit', document)).rejects.toThrow(message);
  });
});

test('a key in camelCase is found at any depth, and so is an object that is not closed', () => {
  const schema = evidenceDocument('x', {
    list: field('A list.', z.array(z.union([z.null(), z.strictObject({ gaveUp: z.boolean() })]))),
    by_name: field('A map.', z.record(z.string(), z.strictObject({ exitCode: z.int() }))),
    loose: field('Open.', z.looseObject({})),
  });
  const { keys, open } = objectsIn(z.toJSONSchema(schema));
  expect({ keys, open }).toEqual({
    keys: ['schema', 'list', 'gaveUp', 'by_name', 'exitCode', 'loose'],
    open: ['loose'],
  });
});

/** The keys that are declared anywhere in a JSON Schema, and where an object may hold others. */
function objectsIn(root: unknown): { readonly keys: readonly string[]; readonly open: readonly string[] } {
  const [keys, open]: [string[], string[]] = [[], []];
  const visit = (node: unknown, place: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if ('type' in node && node.type === 'object' && 'properties' in node) {
      if (!('additionalProperties' in node) || node.additionalProperties !== false) open.push(place);
      for (const [key, child] of Object.entries(node.properties ?? {})) {
        keys.push(key);
        visit(child, key);
      }
    }
    for (const [word, child] of Object.entries(node)) if (word !== 'properties') visit(child, place);
  };
  visit(root, '');
  return { keys, open };
}
