import { table } from '@gatehouse/action-kit';
import type { ActionDefinition, ActionPackage, InputDefinition } from '../repository.ts';

/** The inputs of an action as a Markdown table, in the order of its `action.yml`. */
export function inputsTable({ inputs = {} }: ActionDefinition): string {
  const rows = Object.entries(inputs).map(([name, input]) => [
    `\`${name}\``,
    oneLine(input.description),
    whenLeftOut(input),
  ]);
  return rows.length === 0 ? 'This action has no inputs.' : table(['Input', 'Description', 'Default'], rows);
}

/**
 * The outputs of an action as a Markdown table, in the order of its `action.yml`. The output `evidence` of an
 * action that publishes a schema links to it.
 */
export function outputsTable(
  { outputs = {} }: ActionDefinition,
  { schema }: { readonly schema?: string | undefined } = {},
): string {
  const link = (name: string) =>
    name === 'evidence' && schema !== undefined ? ` [JSON Schema](${schema})` : '';
  const rows = Object.entries(outputs).map(([name, output]) => [
    `\`${name}\``,
    oneLine(output.description) + link(name),
  ]);
  return rows.length === 0 ? 'This action has no outputs.' : table(['Output', 'Description'], rows);
}

/** The actions by name, each with a link to its page. */
export function actionsTable(actions: readonly ActionPackage[]): string {
  const rows = actions.map(({ name, definition }) => [
    `[\`${name}\`](packages/actions/${name}/README.md)`,
    oneLine(definition.description),
  ]);
  return table(['Action', 'What it does'], rows);
}

/** Callable workflows by name, each with a link to its page. */
export function workflowsTable(
  workflows: readonly { readonly name: string; readonly description: string }[],
): string {
  const rows = workflows.map(({ name, description }) => [
    `[\`${name}.yml\`](workflows-src/docs/${name}.md)`,
    oneLine(description),
  ]);
  return table(['Workflow', 'What it does'], rows);
}

function whenLeftOut({ required = false, default: preset = '' }: InputDefinition): string {
  const text = `${preset}`.trim();
  if (text !== '') return text.split('\n').map(codeSpan).join('<br>');
  return required ? '**required**' : '';
}

/** Descriptions are Markdown already; a cell holds one line and no bare bar. */
function oneLine(markdown = ''): string {
  return markdown.trim().replace(/\s+/g, ' ').replaceAll('|', '\\|');
}

function codeSpan(text: string): string {
  return `\`${text.trim().replaceAll('|', '\\|')}\``;
}
