import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMap, parseAllDocuments } from 'yaml';
import { type Finding, type Judgement, judge, RULES } from '../../src/rules/index.ts';
import { type Fixture, goodSources, type Mutation, type Sources } from './mutation.ts';

const folder = join(import.meta.dirname, 'mistakes');
const pages = join(import.meta.dirname, '..', '..', 'docs', 'rules');

const fixturesOf = new Map<string, readonly Fixture[]>();
const harmlessOf = new Map<string, readonly Mutation[]>();
for (const file of readdirSync(folder)) {
  const module: { fixtures: readonly Fixture[]; harmless?: readonly Mutation[] } = await import(
    join(folder, file)
  );
  fixturesOf.set(file.replace(/\.ts$/, ''), module.fixtures);
  harmlessOf.set(file.replace(/\.ts$/, ''), module.harmless ?? []);
}

const all = [...fixturesOf].flatMap(([rule, fixtures]) => fixtures.map((fixture) => ({ rule, ...fixture })));
const judged = ({ workflows, pins }: Sources): Judgement => judge(workflows, pins);
const applied = (mutations: readonly Mutation[]): Sources =>
  mutations.reduce((sources, { apply }) => apply(sources), goodSources);

test('no rule finds anything in good workflows', () => {
  expect(judged(goodSources)).toEqual({ findings: [], suppressed: [] });
});

describe.each(RULES)('$id', ({ id, title }) => {
  test('has a page that names it, its rule, a bad and a good example, and how to suppress it', () => {
    const page = readFileSync(join(pages, `${id}.md`), 'utf8');
    const prose = page.replace(/^```.*?^```$/gms, '');
    const headings = [...prose.matchAll(/^#+ .*$/gm)].map(([heading]) => heading);
    expect(headings).toEqual([`# ${id}`, '## Why', '## Bad', '## Good', '## Suppressing it']);
    expect(page).toContain(`\n${title}\n`);
    expect(page).toContain(`suppress('${id}', '`);
    expect(readFileSync(join(pages, 'README.md'), 'utf8')).toContain(`| [${id}](${id}.md) | ${title} |`);
  });

  test('has a bad example that is YAML', () => {
    const page = readFileSync(join(pages, `${id}.md`), 'utf8');
    const bad = /## Bad\n\n```yaml\n(.*?)```/s.exec(page)?.[1] ?? '';
    const documents = parseAllDocuments(bad);
    expect(documents.length).toBeGreaterThan(0);
    expect(
      documents.flatMap(({ errors, contents }) => [...errors, ...(isMap(contents) ? [] : [bad])]),
    ).toEqual([]);
  });

  test.each(harmlessOf.get(id) ?? [])('leaves alone what only looks like it: %#', (mutation) => {
    const { findings } = judged(applied([mutation]));
    expect(findings.filter(({ rule }) => rule === id)).toEqual([]);
  });

  test.each(fixturesOf.get(id) ?? [])('finds $about, and no other rule does', ({ mutation, at, message }) => {
    const { findings } = judged(applied([mutation]));
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual([id]);
    expect(findings.map(placeOf)).toContain(at);
    expect(findings.some((one) => placeOf(one) === at && message.test(one.message))).toBe(true);
    for (const { at: position } of findings) expect(position.file).toMatch(/(good|nesting-limits)\.ts$/);
  });
});

test('fixtures, pages and rules are for each other', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect([...fixturesOf.keys()].sort()).toEqual(ids);
  expect(readdirSync(pages).sort()).toEqual([...ids, 'README', 'suppression'].map((id) => `${id}.md`).sort());
  expect([...fixturesOf.values()].every((fixtures) => fixtures.length > 0)).toBe(true);
});

test('neither the order of the mistakes nor that of the workflows matters', () => {
  const several = fc
    .uniqueArray(fc.constantFrom(...all), {
      selector: ({ mutation }) => mutation.touches.split('/')[0],
      maxLength: 6,
    })
    .chain((some) => fc.tuple(fc.constant(some), orderOf(some), orderOf(goodSources.workflows)));
  fc.assert(
    fc.property(several, ([some, shuffled, workflows]) => {
      const one = judged(applied(some.map(({ mutation }) => mutation)));
      const other = judged(
        shuffled.reduce<Sources>((sources, { mutation }) => mutation.apply(sources), {
          ...goodSources,
          workflows,
        }),
      );
      expect(said(other)).toEqual(said(one));
    }),
    { seed: 4, numRuns: 60 },
  );
});

function orderOf<T>(items: readonly T[]) {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}

function said({ findings }: Judgement): readonly string[] {
  return findings.map((finding) => `${placeOf(finding)} ${finding.rule} ${finding.message}`);
}

function placeOf({ workflow, job, step }: Finding): string {
  const index = step !== undefined && job?.kind === 'steps' ? job.steps.indexOf(step) : undefined;
  return [workflow.file, job?.id, index].filter((part) => part !== undefined).join('/');
}
