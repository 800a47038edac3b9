import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listActions } from '../repository.ts';
import { fillSection } from './section.ts';
import { actionsTable, inputsTable, outputsTable } from './tables.ts';

/** A page with generated sections. */
export interface Page {
  /** Relative to the root. */
  readonly path: string;
  readonly current: string;
  /** What it holds once every section says what the sources say. */
  readonly wanted: string;
}

/** Every page of the repository that has tables of its actions. */
export function pages(root: string): readonly Page[] {
  const actions = listActions(root);
  const page = (path: string, sections: Readonly<Record<string, string>>): Page => {
    const current = readFileSync(join(root, path), 'utf8');
    const wanted = Object.entries(sections).reduce(
      (text, [name, content]) => fillSection(text, name, content, path),
      current,
    );
    return { path, current, wanted };
  };
  return [
    page('README.md', { actions: actionsTable(actions) }),
    ...actions.map(({ name, definition }) =>
      page(`packages/actions/${name}/README.md`, {
        inputs: inputsTable(definition),
        outputs: outputsTable(definition),
      }),
    ),
  ];
}
