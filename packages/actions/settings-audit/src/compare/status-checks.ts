import type { ExpectedCheck } from '../expectation/expected.ts';
import type { StatusCheck } from '../settings/seen.ts';
import { type Judged, judgeExactly, UNSTATED } from './finding.ts';

/** What a declared check is called in a finding. */
export const checkText = ({ name, app }: ExpectedCheck): string =>
  app === 'any' ? name : `${name} of app ${app}`;

/** Judges whether exactly these checks are required, and of the app that is declared where one is. */
export function judgeStatusChecks(expected: readonly ExpectedCheck[], found: readonly StatusCheck[]): Judged {
  const withApp = new Set(expected.flatMap(({ name, app }) => (app === 'any' ? [] : [name])));
  if (found.some(({ name, app }) => withApp.has(name) && app === undefined)) return UNSTATED;
  const text = ({ name, app }: StatusCheck) => {
    if (!withApp.has(name)) return name;
    return app === 'any' ? `${name} of any app` : `${name} of app ${app}`;
  };
  const todo = withApp.size === 0 ? '' : 'Anyone who may write can set a status that is not bound to an app.';
  return judgeExactly(expected.map(checkText), [...new Set(found.map(text))], { todo });
}
