import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { WayAround } from './repository-scripts.ts';
import { isPosixShell, shellOf } from './step-shell.ts';
import { linesAround } from './whole-paths.ts';

/**
 * The steps of a workflow file that would run a real program: those for another shell than `sh` or bash that
 * name it by its whole path, and any that empty the environment for it.
 */
export function stepsAround(file: string, text: string, real: readonly string[]): readonly WayAround[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const workflow = isMap(document.contents) ? document.contents : undefined;
  const jobs = document.get('jobs');
  return (isMap(jobs) ? jobs.items : []).flatMap(({ value: job }) => {
    const steps = isMap(job) ? job.get('steps') : undefined;
    return (isSeq(steps) ? steps.items : []).flatMap((step): readonly WayAround[] => {
      const script = isMap(step) ? step.get('run', true) : undefined;
      if (!isMap(step) || !isMap(job) || !isScalar(script)) return [];
      const held = isPosixShell(shellOf(step, job, workflow));
      const place = `${file}:${lines.linePos(script.range?.[0] ?? 0).line}`;
      const found = linesAround(String(script.value), held ? 'environment' : 'path-or-environment', real);
      return found.map(({ text: line }) => ({ place, text: line }));
    });
  });
}
