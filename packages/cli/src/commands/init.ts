import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { artifactWarning, type PublishedAt, readPins, renderBare } from '@gatehouse/workflow-kit';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-code.ts';
import { usageError } from '../failure.ts';
import { columns } from '../help.ts';
import { loadLibrary } from '../library.ts';
import { findRelease, RELEASE_OPTION } from '../release.ts';
import { CATALOGUE, findCheckout, SOURCES, WORKFLOWS } from '../repository.ts';
import { readServer, SERVER_OPTION } from '../target.ts';
import {
  fillTemplate,
  findTemplate,
  readInputs,
  type Template,
  templatesOf,
  WRITTEN_BY_INIT,
} from '../template.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from '../workflow-folder.ts';

const OPTIONS = {
  list: { type: 'boolean', about: 'Show the templates' },
  dir: { type: 'string', value: 'folder', about: 'Your repository; by default the one around this folder' },
  file: { type: 'string', value: 'name.yml', about: 'Name of the workflow; by default that of the template' },
  input: {
    type: 'string',
    value: 'name=value',
    multiple: true,
    about: 'Value of an input of the workflow; can be given again',
  },
  release: RELEASE_OPTION,
  target: SERVER_OPTION,
  force: { type: 'boolean', about: 'Overwrite the file when it is there' },
  json: { type: 'boolean', about: 'Tell what was written as JSON' },
} as const;

/** Writes a workflow that uses the library into somebody's repository, as a beginning to go on from. */
export const init = defineCommand({
  name: 'init',
  operands: ['template?'],
  about: `Writes a workflow that uses this library into .github/workflows of your repository, with its slug and
release filled in. From then on it is yours. --list shows the templates.`,
  options: OPTIONS,
  async run({ values, operands: [name] }, { cwd, terminal }) {
    const library = await loadLibrary();
    const templates = templatesOf(library.workflows);
    if (values.list) return list(templates, values.json, terminal);
    if (name === undefined) throw usageError('gatehouse init needs <template>; --list shows them.', 'init');
    const target = readServer('init', values.target);
    const template = findTemplate(name, templates);
    const root = values.dir === undefined ? findCheckout(cwd) : resolve(cwd, values.dir);
    const release = await releaseFor(values.release, root);
    const inputs = readInputs(values.input, template.workflow);
    const file = fileName(values.file ?? template.workflow.file);
    const path = join(root, WORKFLOWS, file);
    if (existsSync(path) && !values.force) throw taken(relative(cwd, path) || path);

    const workflow = fillTemplate(template, { workflows: library.workflows, file, inputs });
    const about = `${WRITTEN_BY_INIT} ${name}" from ${release.slug} ${release.version}; from here on it is yours.\n`;
    writeWhole(path, about + renderBare(workflow, { kind: target, release }, library));
    const outcome = {
      ok: true,
      file: path.split(sep).join('/'),
      release,
      fillIn: template.inlined ? [] : missingInputs(template, inputs),
      secrets: Object.entries(workflow.secrets).map(([secret, { required }]) => ({ secret, required })),
    };
    const warning = artifactWarning(workflow, target, library.pins);
    if (warning !== undefined) terminal.err(warning);
    if (values.json) terminal.out(JSON.stringify(outcome, null, 2));
    else report(outcome, terminal);
    return EXIT.ok;
  },
});

async function releaseFor(given: string | undefined, root: string): Promise<PublishedAt> {
  const catalogue = join(root, SOURCES, CATALOGUE);
  const pins = existsSync(catalogue) ? readPins(catalogue) : new Map();
  const release = await findRelease('init', given, pins);
  if (release !== undefined) return release;
  throw new ActionError({
    code: 'NO_RELEASE',
    message: 'The workflow names a release of the library by its commit, and none is known here.',
    hint: 'Give --release vX.Y.Z@<commit>; the release page of the version shows the commit.',
  });
}

function fileName(name: string): string {
  if (/^[\w.-]+\.ya?ml$/.test(name)) return name;
  throw usageError(
    `--file is ${quote(name)}. Expected a name such as release.yml, without a folder.`,
    'init',
  );
}

function taken(path: string): ActionError<'FILE_EXISTS'> {
  return new ActionError({
    code: 'FILE_EXISTS',
    message: `${path} is there already.`,
    hint: 'Choose another name with --file, or overwrite it with --force.',
  });
}

function missingInputs({ workflow }: Template, given: object): readonly string[] {
  return Object.entries(workflow.call?.inputs ?? {})
    .filter(([name, { required }]) => required && !Object.hasOwn(given, name))
    .map(([name]) => name);
}

function list(templates: readonly Template[], json: boolean, { out }: Terminal) {
  const shown = templates.map(({ name, about }) => ({ name, about }));
  if (json) out(JSON.stringify(shown, null, 2));
  else out(columns(shown.map(({ name, about }) => ({ left: name, right: about }))));
  return EXIT.ok;
}

function report(
  outcome: {
    readonly file: string;
    readonly fillIn: readonly string[];
    readonly secrets: readonly { readonly secret: string; readonly required: boolean }[];
  },
  { out, paint }: Terminal,
): void {
  const { file, fillIn, secrets } = outcome;
  out(`${paint('green', 'written')}  ${file}`);
  if (fillIn.length > 0) out(`Give these inputs their values in it: ${fillIn.join(', ')}.`);
  const required = secrets.filter((one) => one.required).map(({ secret }) => secret);
  if (required.length > 0)
    out(`Create the secrets of your repository that it reads: ${required.join(', ')}.`);
}
