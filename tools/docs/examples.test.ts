import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '@gatehouse/workflow-kit';
import { expect, test } from 'vitest';
import { parseAllDocuments, stringify } from 'yaml';
import { loadLibrary, nameOf } from '../../packages/cli/src/library.ts';
import { parseAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { listActions, repositoryRoot } from '../repository.ts';

const actions = new Map(listActions().map(({ name, definition }) => [name, definition]));
const OWN = /^gatehouse-actions\/gatehouse\/([^@]+)@/;

interface Step {
  readonly uses: string;
  readonly permissions?: unknown;
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

const workflows = new Map((await loadLibrary()).workflows.map((workflow) => [workflow.file, workflow]));
const WORKFLOW = '.github/workflows/';

/** What an action, or a callable workflow, takes: whether each input must be given. */
function inputsOf(name: string): ReadonlyMap<string, boolean> {
  const declared = name.startsWith(WORKFLOW)
    ? workflows.get(name.slice(WORKFLOW.length))?.call?.inputs
    : actions.get(name)?.inputs;
  return new Map(Object.entries(declared ?? {}).map(([input, { required = false }]) => [input, required]));
}

const pages = [
  'README.md',
  ...[...actions.keys()].map((name) => `packages/actions/${name}/README.md`),
  ...[...workflows.values()]
    .filter(({ call }) => call !== undefined)
    .map((workflow) => `workflows-src/docs/${nameOf(workflow)}.md`),
];

test.each(pages)('the examples in %s use what is ours as it is declared', (path) => {
  const steps = examples(path).flatMap((example) => [...stepsIn(example)]);
  const own = steps.flatMap((step) => {
    const [, name] = OWN.exec(step.uses) ?? [];
    return name === undefined ? [] : [{ name, given: Object.keys(step.with ?? {}) }];
  });
  expect(own.length).toBeGreaterThan(0);
  for (const { name, given } of own) {
    const declared = inputsOf(name);
    const unknown = given.filter((input) => !declared.has(input));
    const missing = [...declared].flatMap(([input, must]) => (must && !given.includes(input) ? [input] : []));
    expect({ name, unknown, missing }).toEqual({ name, unknown: [], missing: [] });
  }
});

test.each(pages)('the calls in %s grant exactly what the called workflow asks for', (path) => {
  for (const { uses, permissions } of examples(path).flatMap((example) => [...stepsIn(example)])) {
    const [, name = ''] = OWN.exec(uses) ?? [];
    const called = workflows.get(name.slice(WORKFLOW.length));
    if (called === undefined) continue;
    const release = { slug: 'gatehouse-actions/gatehouse', commit: '', version: '' };
    const asked = explain(called, { workflows: [...workflows.values()], release, target: 'github.com' });
    expect(permissions).toEqual(
      Object.fromEntries(asked.permissions.map(({ scope, level }) => [scope, level])),
    );
  }
});

test.each(pages)('the jobs in %s are ones that GitHub takes', async (path) => {
  for (const example of examples(path)) {
    if (typeof example !== 'object' || example === null || !('jobs' in example)) continue;
    const { errors } = await parseAsGitHub(stringify({ on: 'push', ...example }));
    expect(errors).toEqual([]);
  }
});
