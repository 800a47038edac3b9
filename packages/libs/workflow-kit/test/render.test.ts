import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  inline,
  input,
  read,
  readHeader,
  renderWorkflow,
  run,
  script,
  type Target,
  uses,
  workflow,
  write,
} from '../src/index.ts';
import { parseAsGitHub } from './github.ts';
import { bodyOf, minimal, minimalJob, options, untyped } from './options.ts';
import { publish, release } from './samples.ts';

const published = { slug: 'acme/tools', commit: 'a'.repeat(40), version: 'v1.2.3' };
const inlined = inline(publish, {
  file: 'publish-now.yml',
  on: {
    push: { tags: ['v*'] },
    workflowDispatch: { inputs: { 'dry-run': input.boolean({ description: 'Writes nothing.' }) } },
  },
  inputs: { arches: 's390x' },
});

test.each([
  ['called', publish, { kind: 'github.com' }],
  ['called-on-ghes', publish, { kind: 'ghes', release: published }],
  ['called-on-the-stage', publish, { kind: 'stage', slug: 'acme/tools', ref: 'v0' }],
  ['inlined', inlined, { kind: 'github.com' }],
  ['inlined-elsewhere', inlined, { kind: 'github.com', release: published }],
  ['inlined-on-ghes', inlined, { kind: 'ghes', release: published }],
  ['calling', release, { kind: 'github.com' }],
] as const)('a workflow that is %s has exactly these bytes', async (name, source, target: Target) => {
  const text = renderWorkflow(source, { ...options, target });
  await expect(text).toMatchFileSnapshot(`goldens/${name}.yml`);
  expect((await parseAsGitHub(text)).errors).toEqual([]);
});

test('called and inlined have the same jobs, but for the inputs', () => {
  const given = inline(publish, { file: 'x.yml', on: { push: {} }, inputs: { arches: 'x' } });
  const jobs = (text: string) => text.slice(text.indexOf('\njobs:'));
  const wanted = jobs(bodyOf(publish))
    .replaceAll(`\${{ inputs.arches }}`, 'x')
    .replaceAll(`\${{ inputs.legs }}`, '8')
    .replaceAll(`\${{ inputs.branch }}`, 'main')
    .replaceAll(' && inputs.dry-run == false', '');
  expect(jobs(bodyOf(given))).toBe(wanted);
});

test('neither language nor time zone nor a second rendering changes a byte', () => {
  const render = fileURLToPath(new URL('render-samples.ts', import.meta.url));
  const [first, second] = ['C', 'tr_TR.UTF-8'].map((LANG) => {
    const env = { PATH: process.env.PATH, LANG, LC_ALL: LANG, TZ: LANG === 'C' ? 'UTC' : 'Pacific/Chatham' };
    return spawnSync(process.execPath, [render], { env, encoding: 'utf8' });
  });
  expect(first?.stderr).toBe('');
  expect(first?.stdout).toBe([publish, release].map((one) => renderWorkflow(one, options)).join(''));
  expect(second?.stdout).toBe(first?.stdout);
});

/** `record` with its keys in another order. */
const shuffled = <T>(record: Readonly<Record<string, T>>): fc.Arbitrary<Record<string, T>> =>
  fc
    .shuffledSubarray(Object.entries(record), { minLength: Object.keys(record).length })
    .map((entries) => Object.fromEntries(entries));

test('the order of keys in the source does not matter where it means nothing', () => {
  const env = { B: 'b', A: 'a', C: 'c' };
  const permissions = { 'id-token': write('a'), contents: read('b'), packages: write('c') };
  const outputs = { y: 'y', x: 'x' };
  const job = { ...minimalJob, permissions, outputs, env, steps: [run({ script: script`true`, env })] };
  const body = (spec: object) => bodyOf(untyped({ ...minimal, jobs: (w: Builder) => w.job('a', spec) }));
  const wanted = body(job);
  fc.assert(
    fc.property(shuffled(job), shuffled(env), shuffled(permissions), shuffled(outputs), (spec, ...parts) => {
      const [variables, grants, values] = parts;
      const again = { ...spec, env: variables, permissions: grants, outputs: values };
      expect(body({ ...again, steps: [run({ env: variables as never, script: script`true` })] })).toBe(
        wanted,
      );
    }),
    { seed: 4, numRuns: 50 },
  );
});

interface Builder {
  readonly job: (id: string, spec: object) => unknown;
}

const withValue = (value: string) =>
  workflow({
    ...minimal,
    jobs: (build) => {
      build.job('a', { ...minimalJob, env: { X: value }, steps: [run({ script: script`true` })] });
    },
  });

test('a text stays that text for readers of YAML 1.1 and 1.2', () => {
  const biting = [
    'on',
    'NO',
    'y',
    '1.10',
    '0o7',
    '010',
    '1:20',
    '1_000',
    '2026-01-01',
    '~',
    '',
    '=',
    '<<',
    '.5',
    '!a',
  ];
  const text = fc.oneof(
    fc.constantFrom(...biting),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[\n :#{}[\]*&!|>'"%@`,?0-9a-f-]{0,12}$/),
  );
  fc.assert(
    fc.property(text, (value) => {
      fc.pre(!value.includes(`\${{`));
      const body = bodyOf(withValue(value));
      for (const version of ['1.1', '1.2'] as const) {
        expect(parse(body, { version }).jobs.a.env).toEqual({ X: value });
      }
    }),
    { seed: 4, numRuns: 400 },
  );
});

test.each([0x85, 0x2028, 0x2029, 0xfeff, 0x7f, 0x0d, 0xd800])(
  'what no reader sees, such as character %d, is escaped wherever it stands',
  (code) => {
    const hidden = String.fromCharCode(code);
    const text = `a${hidden}b: c\nd`;
    const rendered = workflow({
      ...minimal,
      description: `One${hidden}two.`,
      on: { push: { branches: [text] } },
      jobs: (build) => {
        const step = uses('actions/setup-node', { with: { [`x${hidden}`]: 'y' } });
        const permissions = { contents: { level: 'read', reason: `why${hidden}not` } } as const;
        build.job('a', { ...minimalJob, permissions, env: { X: text }, steps: [step] });
      },
    });
    const body = bodyOf(rendered);
    expect(body.split('\n').filter((line) => line.includes(hidden))).toEqual([]);
    const { on, jobs } = parse(body);
    expect([on.push.branches, jobs.a.env, jobs.a.steps[0].with]).toEqual([
      [text],
      { X: text },
      { [`x${hidden}`]: 'y' },
    ]);
  },
);

test('a line is neither folded nor does it end in blanks', () => {
  const body = bodyOf(publish) + bodyOf(withValue('word '.repeat(100).trim()));
  expect(body.split('\n').filter((line) => /\s$/.test(line))).toEqual([]);
  expect(body).toContain('word '.repeat(99));
  expect(body).toMatch(/[^\n]\n$/);
  expect(body).not.toMatch(/[&*]\w+\n|: >/);
});

test('the header tells who made the text from what, and whether a hand was at it', () => {
  const text = renderWorkflow(publish, options);
  expect(readHeader(text)).toMatchObject({
    generator: '@gatehouse/workflow-kit 1.2.3',
    source: 'test/samples.ts',
    intact: true,
    body: bodyOf(publish),
  });
  expect(readHeader(text.replace('ubuntu-24.04', 'ubuntu-22.04'))?.intact).toBe(false);
  expect(readHeader('name: CI\non: push\n')).toBeUndefined();
});
