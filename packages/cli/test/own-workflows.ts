import type { Workflow } from '@gatehouse/workflow-kit';
import { nameOf } from '../src/library.ts';

const ABOUT =
  '// Written from workflows-src by packages/cli/test/own-workflows.test.ts; `vitest run` with that file and -u writes it anew.';

/** The types of the library's callable workflows, by file: an editor cannot look into their sources. */
export function typesOf(workflows: readonly Workflow[]): Readonly<Record<string, string>> {
  const callable = workflows.filter(({ call }) => call !== undefined);
  return {
    ...Object.fromEntries(callable.map((workflow) => [`${nameOf(workflow)}.ts`, typeOf(workflow)])),
    'index.ts': lines(
      ...callable.map((workflow) => `import type { ${typeName(workflow)} } from './${nameOf(workflow)}.ts';`),
      '',
      ABOUT,
      '',
      '/** The callable workflows of the library, by name. */',
      'export interface OwnWorkflows {',
      ...callable.map((workflow) => `  readonly ${key(nameOf(workflow))}: ${typeName(workflow)};`),
      '}',
    ),
  };
}

function typeOf(workflow: Workflow): string {
  const { call, secrets, description } = workflow;
  const words = Object.keys(secrets).length > 0 ? 'Input, Secret' : 'Input';
  return lines(
    `import type { ${words} } from '../model/input.ts';`,
    "import type { OwnWorkflow } from '../model/own-workflow.ts';",
    '',
    ABOUT,
    '',
    ...record('Inputs', call?.inputs ?? {}, ({ type, required }) => `Input<'${type}', ${required}>`),
    ...record('Secrets', secrets, ({ required }) => `Secret<${required}>`),
    ...record('Outputs', call?.outputs ?? {}, () => 'string'),
    doc(description),
    `export type ${typeName(workflow)} = OwnWorkflow<Inputs, Secrets, keyof Outputs>;`,
  );
}

function record<T extends { readonly description: string }>(
  name: string,
  fields: Readonly<Record<string, T>>,
  type: (field: T) => string,
): readonly string[] {
  const entries = Object.entries(fields);
  if (entries.length === 0) return [`type ${name} = Record<never, never>;`, ''];
  return [
    `type ${name} = {`,
    ...entries.flatMap(([field, one]) => [
      `  ${doc(one.description)}`,
      `  readonly ${key(field)}: ${type(one)};`,
    ]),
    '};',
    '',
  ];
}

function doc(text: string): string {
  return `/** ${text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/').trim()} */`;
}

function key(name: string): string {
  return /^\w+$/.test(name) ? name : `'${name}'`;
}

/** `VersionManifests` for `version-manifests`. */
function typeName(workflow: Workflow): string {
  return nameOf(workflow).replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
