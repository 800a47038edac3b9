import { stringify } from 'yaml';
import type { WorkflowFile } from './workflow-file.ts';
import type { RunEvent } from './workflow-run.ts';

/** The id of the only job in {@link callerOf}. */
export const CALLING_JOB = 'call';

/** The file name of the caller. */
export const CALLER_FILE = 'gatehouse-rehearsal-caller.yml';

/** The smallest workflow that calls `callee` with `inputs`, and with those of `secrets` that it declares. */
export function callerOf(
  callee: WorkflowFile,
  event: RunEvent,
  inputs: Readonly<Record<string, string | number | boolean>>,
  secrets: readonly string[],
): string {
  const handed = callee.secrets.filter((name) => secrets.includes(name));
  const job = {
    uses: `./.github/workflows/${callee.file}`,
    ...(Object.keys(inputs).length === 0 ? {} : { with: inputs }),
    ...(handed.length === 0
      ? {}
      : { secrets: Object.fromEntries(handed.map((name) => [name, `\${{ secrets.${name} }}`])) }),
  };
  return stringify({ name: 'Rehearsal', on: [event.name], jobs: { [CALLING_JOB]: job } }, { lineWidth: 0 });
}
