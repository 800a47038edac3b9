import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { parseAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { listActions, repositoryRoot } from '../repository.ts';

const actions = new Map(listActions().map(({ name, definition }) => [name, definition]));
const OWN = /^gatehouse-actions\/gatehouse\/([^@]+)@/;

interface Step {
  readonly uses: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** The steps with `uses:` anywhere in a value. */
function* stepsIn(value: unknown): Generator<Step> {
  if (typeof value !== 'object' || value === null) return;
  if ('uses' in value && typeof value.uses === 'string') yield value as Step;
  for (const child of Object.values(value)) yield* stepsIn(child);
}

function examples(path: string): readonly unknown[] {
  const text = readFileSync(join(repositoryRoot, path), 'utf8');
  return [...text.matchAll(/^```yaml\n(.*?)^```$/gms)].flatMap(([, yaml = '']) =>
    parseAllDocuments(yaml).map((document) => {
      expect(document.errors, `${path}: ${yaml.slice(0, 80)}`).toEqual([]);
      return document.toJS() as unknown;
    }),
  );
}

const pages = ['README.md', ...[...actions.keys()].map((name) => `packages/actions/${name}/README.md`)];

test.each(pages)('the examples in %s use our actions as their action.yml has them', (path) => {
  const steps = examples(path).flatMap((example) => [...stepsIn(example)]);
  const own = steps.flatMap((step) => {
    const [, name] = OWN.exec(step.uses) ?? [];
    return name === undefined ? [] : [{ name, given: Object.keys(step.with ?? {}) }];
  });
  expect(own.length).toBeGreaterThan(0);
  for (const { name, given } of own) {
    const declared = Object.entries(actions.get(name)?.inputs ?? {});
    const unknown = given.filter((input) => !declared.some(([known]) => known === input));
    const required = declared.filter(([, { required }]) => required === true).map(([input]) => input);
    const missing = required.filter((input) => !given.includes(input));
    expect({ name, unknown, missing }).toEqual({ name, unknown: [], missing: [] });
  }
});

test.each(pages)('the jobs in %s are ones that GitHub takes', async (path) => {
  for (const example of examples(path)) {
    if (typeof example !== 'object' || example === null || !('jobs' in example)) continue;
    const { errors } = await parseAsGitHub(stringify({ on: 'push', ...example }));
    expect(errors).toEqual([]);
  }
});
