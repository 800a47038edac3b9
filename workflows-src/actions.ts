import { join } from 'node:path';
import { type OwnAction, readOwnActions } from '@gatehouse/workflow-kit';

const actions = readOwnActions(join(import.meta.dirname, '..', 'packages', 'actions'));

/** What the `action.yml` of an action of this repository says. */
export function action(name: string): OwnAction {
  const found = actions.get(name);
  if (found === undefined) throw new Error(`packages/actions holds no ${name}.`);
  return found;
}
