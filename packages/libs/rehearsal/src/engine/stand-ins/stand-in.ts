import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

/** A small action that takes the place of one that this machine has not got. */
export interface StandIn {
  /** Its inputs with their defaults, which may be expressions. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Completes "Stand-in for …: …", the first line of its log. */
  readonly does: string;
  /** The script that Node runs; see `step.ts` for what it may use. */
  readonly script: URL;
}

/** Writes an action that runs `standIn` into `folder`; `action` is whom it stands in for. */
export async function writeStandIn(folder: string, action: string, standIn: StandIn): Promise<void> {
  const inputs = Object.entries(standIn.inputs).map(([name, value]) => [name, { default: value }]);
  const definition = {
    name: `Stand-in for ${action}`,
    inputs: Object.fromEntries(inputs),
    runs: { using: 'node24', main: 'main.mjs' },
  };
  const notice = `Stand-in for ${action}: ${standIn.does}`;
  const main = `console.log(${JSON.stringify(notice)});\nawait import(${JSON.stringify(standIn.script.href)});\n`;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'action.yml'), stringify(definition));
  await writeFile(join(folder, 'main.mjs'), main);
}
