import { ACTIONS_SETTINGS, type ActionsValue } from '../actions-settings.ts';
import type { Settings } from '../settings/seen.ts';
import {
  type Finding,
  fail,
  finding,
  type Judged,
  judgeExactly,
  judgeLook,
  judgeValue,
  listed,
  type Subject,
  UNSTATED,
  valueText,
} from './finding.ts';

const NOTHING = fail('not set', 'Set it as declared.');

/** Compares the settings of GitHub Actions that are declared. */
export function compareActions(
  expected: ReadonlyMap<string, ActionsValue>,
  settings: Settings,
  subject: Subject,
): readonly Finding[] {
  return ACTIONS_SETTINGS.flatMap(({ key, look, todo }) => {
    const value = expected.get(key);
    if (value === undefined) return [];
    const judged = judgeLook(look(settings), (found) => judge(value, found, todo(value)), NOTHING);
    return [finding(subject, key, isList(value) ? listed(value) : valueText(value), judged)];
  });
}

function judge(expected: ActionsValue, found: ActionsValue | undefined, todo: string): Judged {
  if (found === undefined) return UNSTATED;
  if (isList(expected)) return isList(found) ? judgeExactly(expected, found, { todo }) : UNSTATED;
  return isList(found) ? UNSTATED : judgeValue(expected, found, todo);
}

const isList = (value: ActionsValue): value is readonly string[] => Array.isArray(value);
