import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Script, script } from '@gatehouse/workflow-kit';

/** The script in `scripts/<name>.sh`, or several of them as one; in files of their own they can be linted. */
export function scriptFile(...names: readonly string[]): Script {
  const texts = names.map((name) => readFileSync(join(import.meta.dirname, 'scripts', `${name}.sh`), 'utf8'));
  return script`${texts.map((text) => text.replace(/^#!.*\n/, '')).join('\n')}`;
}
