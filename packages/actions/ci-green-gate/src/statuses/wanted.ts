import { quote } from '@gatehouse/action-kit';
import { choiceOf, listItems, oneText, readFields, wrong } from '../wanted-list.ts';
import type { RequiredStatus } from './required-status.ts';

const KEYS = ['context', 'creator', 'optional'];
const CREATOR = 'the login of the user or app that reports it, such as jenkins-ci or netlify[bot]';

/**
 * Reads the YAML list of required statuses. Fails with `INVALID_WANTED`, also for a status without a creator:
 * anyone with write access can report one with any context. The same holds for `github-actions[bot]`, since
 * any workflow on any branch can be given `statuses: write`.
 */
export function parseStatuses(text: string): readonly RequiredStatus[] {
  const statuses = listItems(text, 'statuses').map((item, at) => readItem(item, `status ${at + 1}`));
  const keys = statuses.map(({ context, creator }) => `${context} of ${creator}`);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw wrong(`found ${quote(twice)} twice, expected each status once.`);
  return statuses;
}

function readItem(item: unknown, where: string): RequiredStatus {
  const { context, creator, optional } = readFields(item, KEYS, where);
  return {
    context: oneText(context, /^[^\p{Cc}]*\S[^\p{Cc}]*$/u, `${where}: context`, 'the context of a status'),
    creator: readCreator(creator, where),
    optional: choiceOf(optional, ['false', 'true'], `${where}: optional`) === 'true',
  };
}

function readCreator(creator: unknown, where: string): string {
  if (creator === undefined) {
    throw wrong(
      `${where}: found no creator, expected ${CREATOR}: anyone with write access can report a status with any context.`,
    );
  }
  const login = oneText(
    creator,
    /^[a-z\d](?:[a-z\d_-]{0,98})?(?:\[bot\])?$/i,
    `${where}: creator`,
    CREATOR,
  ).toLowerCase();
  if (login !== 'github-actions[bot]') return login;
  throw wrong(
    `${where}: found the creator github-actions[bot], expected another: any workflow with "statuses: write" can report in its name. Name the workflow and its jobs under "workflows".`,
  );
}
