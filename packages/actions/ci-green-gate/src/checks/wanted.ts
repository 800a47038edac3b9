import { quote } from '@gatehouse/action-kit';
import { choiceOf, listItems, oneText, readFields, wrong } from '../wanted-list.ts';
import type { CheckApp, RequiredCheck } from './required-check.ts';

const KEYS = ['name', 'app', 'optional'];
const APP = 'the id or the slug of the app that reports it';
/** GitHub Actions, by both of its names (https://api.github.com/apps/github-actions). */
const ACTIONS = ['github-actions', '15368'];

/**
 * Reads the YAML list of required checks. Fails with `INVALID_WANTED`, also for a check without an app: anyone
 * with write access can report one by any name. The same holds for the app of GitHub Actions, since any
 * workflow on any branch can be given `checks: write`.
 */
export function parseChecks(text: string): readonly RequiredCheck[] {
  const checks = listItems(text, 'checks').map((item, at) => readItem(item, `check ${at + 1}`));
  const keys = checks.map(({ name, app }) => `${name} of ${app.text}`);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw wrong(`found ${quote(twice)} twice, expected each check once.`);
  return checks;
}

function readItem(item: unknown, where: string): RequiredCheck {
  const { name, app, optional } = readFields(item, KEYS, where);
  return {
    name: oneText(name, /^[^\p{Cc}]*\S[^\p{Cc}]*$/u, `${where}: name`, 'the name of a check'),
    app: readApp(app, where),
    optional: choiceOf(optional, ['false', 'true'], `${where}: optional`) === 'true',
  };
}

function readApp(app: unknown, where: string): CheckApp {
  if (app === undefined) {
    throw wrong(
      `${where}: found no app, expected ${APP}: anyone with write access can report a check by any name.`,
    );
  }
  const text = oneText(
    app,
    /^(?:[1-9]\d{0,14}|[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)$/i,
    `${where}: app`,
    APP,
  ).toLowerCase();
  if (ACTIONS.includes(text)) {
    throw wrong(
      `${where}: found the app of GitHub Actions, expected another: any workflow with "checks: write" can report in its name. Name the workflow and its jobs under "workflows".`,
    );
  }
  return /^\d+$/.test(text) ? { kind: 'id', id: Number(text), text } : { kind: 'slug', slug: text, text };
}
