import { isMap, type YAMLMap } from 'yaml';

/** The shell of a step with `run:`: its own, that of its job's defaults, that of the workflow's, else bash. */
export function shellOf(step: YAMLMap, job: YAMLMap, workflow: YAMLMap | undefined): string {
  const own = step.get('shell');
  return String(own ?? usual(job) ?? usual(workflow) ?? 'bash');
}

/** Whether a script for this shell is one of `sh` or bash. */
export function isPosixShell(shell: string): boolean {
  return /^(\S*\/)?(ba)?sh\b/.test(shell);
}

function usual(of: YAMLMap | undefined): unknown {
  const defaults = of?.get('defaults');
  const run = isMap(defaults) ? defaults.get('run') : undefined;
  return isMap(run) ? run.get('shell') : undefined;
}
