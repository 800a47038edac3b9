import type { Workflow } from '@gatehouse/workflow-kit';
import { nameOf } from '../../packages/cli/src/library.ts';
import { docComment, fileText, generatedFrom, propertyName, recordType, typeName } from './type-text.ts';

const ABOUT = generatedFrom('workflows-src');

/** The types of the library's callable workflows, by file: an editor cannot look into their sources. */
export function ownWorkflowTypes(workflows: readonly Workflow[]): Readonly<Record<string, string>> {
  const callable = workflows.filter(({ call }) => call !== undefined).map(nameOf);
  return {
    ...Object.fromEntries(
      workflows.flatMap((workflow) =>
        callable.includes(nameOf(workflow)) ? [[`${nameOf(workflow)}.ts`, fileOf(workflow)]] : [],
      ),
    ),
    'index.ts': fileText(
      ...callable.map((name) => `import type { ${typeName(name)} } from './${name}.ts';`),
      '',
      ABOUT,
      '',
      '/** The callable workflows of the library, by name. */',
      'export interface OwnWorkflows {',
      ...callable.map((name) => `  readonly ${propertyName(name)}: ${typeName(name)};`),
      '}',
    ),
  };
}

function fileOf(workflow: Workflow): string {
  const { call, secrets, description } = workflow;
  const words = Object.keys(secrets).length > 0 ? 'Input, Secret' : 'Input';
  return fileText(
    `import type { ${words} } from '../model/input.ts';`,
    "import type { OwnWorkflow } from '../model/own-workflow.ts';",
    '',
    ABOUT,
    '',
    ...record('Inputs', call?.inputs ?? {}, ({ type, required }) => `Input<'${type}', ${required}>`),
    ...record('Secrets', secrets, ({ required }) => `Secret<${required}>`),
    ...record('Outputs', call?.outputs ?? {}, () => 'string'),
    docComment(description),
    `export type ${typeName(nameOf(workflow))} = OwnWorkflow<Inputs, Secrets, keyof Outputs>;`,
  );
}

function record<T extends { readonly description: string }>(
  name: string,
  fields: Readonly<Record<string, T>>,
  typeOf: (field: T) => string,
): readonly string[] {
  const entries = Object.entries(fields);
  return recordType(
    name,
    entries.map(([field, one]) => ({ name: field, description: one.description, type: typeOf(one) })),
  );
}
