import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listActions, repositoryRoot } from '../../../tools/repository.ts';
import { completionsAt, documentationAt, mistakesIn } from './editor.ts';
import { mistakesForGitHub } from './github.ts';
import { CATALOGUE, CATALOGUE_FILE, makeRepository } from './repository.ts';

const FILE = 'workflows-src/interpreters.ts';
const text = readFileSync(join(import.meta.dirname, 'foreign', 'interpreters.ts'), 'utf8');

/** A repository with one workflow of its own, about as long as it can be. */
const makeForeign = (source = text) =>
  makeRepository({
    [FILE]: source,
    [CATALOGUE_FILE]: `${CATALOGUE}    - uses: gatehouse-actions/gatehouse@${'a1'.repeat(20)} # v1.0.0\n`,
  });

test('fifty lines of somebody else become a workflow that GitHub takes', async () => {
  await using repository = await makeForeign();
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr: '' });
  const yaml = await repository.read('.github/workflows/interpreters.yml');
  expect(await mistakesForGitHub(yaml)).toEqual([]);
  expect(yaml).toContain('      fail-fast: false\n');
  expect(yaml).toContain(`      group: gatehouse/branch/\${{ inputs.branch || github.ref_name }}\n`);
  expect(yaml).toContain(`uses: gatehouse-actions/gatehouse/manifest-merge@${'a1'.repeat(20)} # v1.0.0\n`);
  expect(yaml).toContain('if: "!cancelled() && needs.build.result == \'success\'"\n');
});

test('the page of the library shows these very lines', () => {
  const page = readFileSync(join(repositoryRoot, 'packages', 'libs', 'workflow-kit', 'README.md'), 'utf8');
  expect(page).toContain(`\`\`\`ts\n${text}\`\`\`\n`);
});

/** The first slips that a newcomer makes, and what is said about them: in the editor, if it can know, and by the command. */
const SLIPS = [
  [
    'an input',
    "build.input('branch')",
    "build.input('brnach')",
    /"brnach"/,
    /:50: No input "brnach" is declared\. Did you mean "branch"\?/,
  ],
  [
    'the word of YAML',
    'runsOn: leg',
    "'runs-on': leg",
    /'runs-on'/,
    /:30: The matrix "build" has no field "runs-on"\. Did you mean "runsOn"\?/,
  ],
  [
    'a field of the legs',
    "leg('runner')",
    "leg('runer')",
    // Only the command knows what the legs hold.
    /^$/,
    /:30: "runs-on" reads the field "runer".* Did you mean "runner"\?/,
  ],
  [
    'an expression in a script',
    '"$ARCH"`',
    `\${leg('arch')}\``,
    /not assignable/,
    /:38: The expression matrix\.arch is used as plain text\. In a script, hand it over through "env"/,
  ],
  [
    'the grant of a writer',
    "write('lands one commit')",
    "{ ...write('lands one commit'), level: 'admin' }",
    /"admin"/,
    /:51: The scope "contents" is granted "admin"; expected read\("why"\) or write/,
  ],
  [
    'the name of an action',
    "own('manifest-part'",
    "own('manifest-prat'",
    /"manifest-prat"/,
    /:39: "manifest-prat" is no action of the library\. Did you mean "manifest-part"\?/,
  ],
  [
    'an input of an action',
    "platform: 'linux'",
    "platfrom: 'linux'",
    /'platfrom' does not exist/,
    /:39: manifest-part has no input "platfrom"\. Did you mean "platform"\?/,
  ],
] as const;

test.each(SLIPS)(
  'a slip in %s is explained, with its line',
  async (_, right, wrong, inEditor, onCommandLine) => {
    const slipped = text.replace(right, wrong);
    expect(mistakesIn(slipped).join('\n')).toMatch(inEditor);
    await using repository = await makeForeign(slipped);
    const { exitCode, stderr, stdout } = await repository.gatehouse('generate');
    expect(exitCode).toBe(1);
    expect(`${stdout}${stderr}`).toMatch(new RegExp(`${FILE}${onCommandLine.source}`));
  },
);

describe('an editor', () => {
  test('has nothing against it', () => {
    expect(mistakesIn(text)).toEqual([]);
  });

  test.each([
    ['the kinds of job', 'build.matrix', 'build.', ['call', 'input', 'job', 'matrix', 'secret', 'writer']],
    ['the inputs that are declared', "build.input('branch')", "build.input('", ['branch']],
    [
      'what legs have for the jobs after them',
      'legs.expected',
      'legs.',
      ['expected', 'id', 'partNames', 'policy', 'result'],
    ],
    ['the scopes of the token', 'contents: read', '', ['contents', 'id-token', 'packages']],
    ['the policies', "'require-all'", "'", ['allow-missing', 'require-all']],
    [
      'the actions of the library',
      "own('manifest-part'",
      "own('",
      ['manifest-merge', 'manifest-part', 'retry-run'],
    ],
    ['the inputs of an action', "platform: 'linux'", '', ['platform', 'upload', 'inspect']],
  ])('completes %s', (_, place, typed, names) => {
    expect(completionsAt(text, text.indexOf(place) + typed.length)).toEqual(expect.arrayContaining(names));
  });

  test('shows what an input of an action is for, in the words of its action.yml', () => {
    const { inputs } = listActions().find(({ name }) => name === 'manifest-part')?.definition ?? {};
    expect(inputs?.tag?.description).toBeTypeOf('string');
    expect(documentationAt(text, text.indexOf("tag: '3.14.2'"))).toBe(inputs?.tag?.description);
  });
});
