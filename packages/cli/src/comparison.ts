import { relative, resolve, sep } from 'node:path';
import { type Drift, type ExpectedFile, findDrift } from '@gatehouse/workflow-kit';
import type { OptionValues } from './command.ts';
import { type Mending, mendingOf } from './mending.ts';
import { findingLines, type Project, renderProject, warningLines } from './project.ts';
import { WORKFLOWS } from './repository.ts';
import { findTarget, type TARGET_OPTIONS } from './target.ts';
import { WRITTEN_BY_INIT } from './template.ts';
import { readWorkflowFolder } from './workflow-folder.ts';

/** The workflows of a repository, as they are and as they should be. */
export interface Comparison {
  /** What the rules find, one line each. */
  readonly findings: readonly string[];
  /** What will not run on the target, one line each. */
  readonly warnings: readonly string[];
  readonly files: readonly ExpectedFile[];
  /** By file. */
  readonly drifts: readonly Drift[];
  /** Absolute path of the folder of the workflows. */
  readonly folder: string;
  /** The same from the root of the repository, with slashes. */
  readonly shown: string;
}

/** What the call of a command says about the target. */
export interface TargetCall {
  readonly command: string;
  readonly values: OptionValues<typeof TARGET_OPTIONS>;
  readonly cwd: string;
}

/** Judges and renders `project`, and compares it with what stands in its folder. */
export async function compare(project: Project, { command, values, cwd }: TargetCall): Promise<Comparison> {
  const { root, pins } = project;
  const findings = findingLines(project);
  const target = await findTarget(command, values, project);
  const folder = values.out === undefined ? resolve(root, WORKFLOWS) : resolve(cwd, values.out);
  const files = renderProject(project, target);
  return {
    findings,
    warnings: warningLines(project, target),
    files,
    drifts: findDrift(files, readWorkflowFolder(folder), pins).filter((drift) => !isOwners(drift)),
    folder,
    shown: relative(root, folder).split(sep).join('/'),
  };
}

/** Whether `gatehouse init` has written the file, which belongs to the repository's owners since then. */
function isOwners({ kind, expected, found }: Drift): boolean {
  return kind === 'unknown-file' && expected === undefined && found?.startsWith(WRITTEN_BY_INIT) === true;
}

/** A drift as it is told, for people and for scripts. */
export interface ToldDrift extends Mending {
  readonly file: string;
  readonly kind: Drift['kind'];
}

/** What is told of `drift`. */
export function toldOf(drift: Drift, values: TargetCall['values']): ToldDrift {
  return { file: drift.file, kind: drift.kind, ...mendingOf(drift, values) };
}
