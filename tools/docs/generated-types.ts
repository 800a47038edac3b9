import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type InputShape, wordsOf } from '@gatehouse/action-kit';
import type { Workflow } from '@gatehouse/workflow-kit';
import type { ActionPackage } from '../repository.ts';
import { type DeclaredAction, ownActionTypes } from './own-action-types.ts';
import { ownWorkflowTypes } from './own-workflow-types.ts';
import type { Page } from './page.ts';

const KIT = 'packages/libs/workflow-kit/src';

/** The generated types of the workflow generator. A file in their folders that nothing makes is to be removed. */
export async function generatedTypes(
  root: string,
  actions: readonly ActionPackage[],
  workflows: readonly Workflow[],
): Promise<readonly Page[]> {
  const declared = await Promise.all(actions.map(declare));
  return [
    ...folderPages(root, `${KIT}/own-actions`, ownActionTypes(declared)),
    ...folderPages(root, `${KIT}/own-workflows`, ownWorkflowTypes(workflows)),
  ];
}

/** What is known of an action: its `action.yml`, and the schema in `src/inputs.ts` by which it reads its inputs. */
async function declare({ name, folder, definition }: ActionPackage): Promise<DeclaredAction> {
  const module = await import(pathToFileURL(join(folder, 'src', 'inputs.ts')).href);
  const inputs: InputShape = module.inputs;
  return {
    name,
    definition,
    wordsOf(input) {
      const schema = inputs[input];
      return schema === undefined ? undefined : wordsOf(schema);
    },
  };
}

function folderPages(root: string, folder: string, files: Readonly<Record<string, string>>): readonly Page[] {
  const there = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const names = [...new Set([...Object.keys(files), ...there])].sort();
  return names.map((name) => ({
    path: `${folder}/${name}`,
    current: there.includes(name) ? readFileSync(join(root, folder, name), 'utf8') : undefined,
    wanted: files[name],
  }));
}
