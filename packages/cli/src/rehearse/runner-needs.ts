import { checkRunners, quoteForShell, type RunnerCheck } from '@gatehouse/rehearsal';
import type { Asked } from './asked.ts';
import type { Subject } from './subject.ts';

/** The labels of every leg, as far as they are known before the run. */
export function runnersOf({ origin, main, called }: Subject, asked: Asked): RunnerCheck {
  if (origin === 'library') return { problems: [], later: [] };
  // What set the run off is not known here, so labels that depend on it are looked at later.
  const contexts = { vars: asked.variables };
  const checks = [main, ...called.values()].map((shape) => checkRunners(shape, contexts, asked.runnerLabels));
  return {
    problems: checks.flatMap(({ problems }) => problems),
    later: checks.flatMap(({ later }) => later),
  };
}

/** A command line that plays those labels on this machine; empty where there is none. */
export function rerunText(command: string, labels: readonly string[]): string {
  if (labels.length === 0) return '';
  return `To run those jobs on this machine instead, which every report then says:\n  ${[command, ...labels.flatMap((label) => ['--runner', quoteForShell(label)])].join(' ')}`;
}
