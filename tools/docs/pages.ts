import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain, explanationMarkdown, type Workflow } from '@gatehouse/workflow-kit';
import { loadLibrary, nameOf } from '../../packages/cli/src/library.ts';
import { UNKNOWN_RELEASE } from '../../packages/cli/src/release.ts';
import { librarySlug } from '../../packages/cli/src/repository.ts';
import { SCHEMA_FILE } from '../evidence/schema.ts';
import { listActions } from '../repository.ts';
import { evidenceSchemas, schemaPath } from './evidence-schemas.ts';
import { generatedTypes } from './generated-types.ts';
import type { Page } from './page.ts';
import { fillSection } from './section.ts';
import { actionsTable, inputsTable, outputsTable, workflowsTable } from './tables.ts';

/**
 * Every page of the repository that has tables of its actions or explains a callable workflow, the schemas of
 * their evidence, and the types of both for the workflow generator.
 */
export async function pages(root: string): Promise<readonly Page[]> {
  const actions = listActions(root);
  const { workflows } = await loadLibrary();
  const callable = workflows.filter(({ call }) => call !== undefined);
  const page = (path: string, sections: Readonly<Record<string, string>>): Page => {
    const current = readFileSync(join(root, path), 'utf8');
    const wanted = Object.entries(sections).reduce(
      (text, [name, content]) => fillSection(text, name, content, path),
      current,
    );
    return { path, current, wanted };
  };
  const schemas = await evidenceSchemas(root, actions);
  const hasSchema = (name: string) => schemas.some(({ path }) => path === schemaPath(name));
  return [
    ...schemas,
    page('README.md', {
      actions: actionsTable(actions),
      workflows: workflowsTable(callable.map((one) => ({ ...one, name: nameOf(one) }))),
    }),
    ...actions.map(({ name, definition }) =>
      page(`packages/actions/${name}/README.md`, {
        inputs: inputsTable(definition),
        outputs: outputsTable(definition, hasSchema(name) ? { schema: SCHEMA_FILE } : {}),
      }),
    ),
    ...callable.map((workflow) =>
      page(`workflows-src/docs/${nameOf(workflow)}.md`, { explanation: explanationOf(workflow, workflows) }),
    ),
    ...(await generatedTypes(root, actions, workflows)),
  ];
}

/** What `gatehouse explain` says, below a title of the page's own. */
function explanationOf(workflow: Workflow, workflows: readonly Workflow[]): string {
  const release = { slug: librarySlug(), ...UNKNOWN_RELEASE };
  const text = explanationMarkdown(explain(workflow, { workflows, release, target: 'github.com' }));
  return text.slice(text.indexOf('\n## ') + 1).trimEnd();
}
