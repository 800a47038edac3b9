import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import {
  artifactWarning,
  type ExpectedFile,
  judge,
  type KeptPins,
  keptWarnings,
  type OwnActions,
  type Pins,
  readLocalActions,
  readOwnActions,
  readPins,
  renderWorkflow,
  showPosition,
  type Target,
  type Workflow,
} from '@gatehouse/workflow-kit';
import { connectCalls } from './callees.ts';
import { generatorVersion } from './generator.ts';
import { readKept } from './pin/kept-files.ts';
import { CATALOGUE, findRepository, home, librarySlug, SOURCES, WORKFLOWS } from './repository.ts';
import { loadWorkflows } from './sources.ts';

/** A repository with typed sources, loaded. */
export interface Project {
  /** Absolute, without links. */
  readonly root: string;
  /** By file. */
  readonly workflows: readonly Workflow[];
  /** Absolute path of the catalogue; there may be none. */
  readonly catalogue: string;
  readonly pins: Pins;
  /** What is kept of the pinned actions; empty where `gatehouse pin` has not run. */
  readonly kept: KeptPins;
  /** The actions of the library. */
  readonly actions: OwnActions;
  /** The actions of the repository itself that the workflows use, by path. */
  readonly local: OwnActions;
}

/** Loads the repository around `cwd`. */
export async function loadProject(cwd: string): Promise<Project> {
  return loadProjectIn(findRepository(cwd));
}

/** Loads the repository `root`. */
export async function loadProjectIn(root: string): Promise<Project> {
  const catalogue = join(root, SOURCES, CATALOGUE);
  const sources = await loadWorkflows(join(root, SOURCES));
  const workflows = await connectCalls({
    workflows: sources,
    folder: join(root, WORKFLOWS),
    slug: librarySlug(),
    ofLibrary: async () => (root === home ? sources : (await loadProjectIn(home)).workflows),
  });
  return {
    root,
    workflows,
    catalogue,
    pins: existsSync(catalogue) ? readPins(catalogue) : new Map(),
    kept: readKept(root),
    actions: readOwnActions(join(home, 'packages', 'actions')),
    local: readLocalActions(root, workflows),
  };
}

/** The text of the catalogue. */
export function readCatalogue({ catalogue }: Project): string {
  if (existsSync(catalogue)) return readFileSync(catalogue, 'utf8');
  throw new ActionError({
    code: 'NO_CATALOGUE',
    message: `Found no catalogue of pins at ${catalogue}.`,
    hint: `Create it: a composite action whose steps list every third-party action as "uses: owner/name@<commit> # vX.Y.Z".`,
  });
}

/** What the rules find in the workflows of `project`, one line each; empty is good. */
export function findingLines({ workflows, pins }: Project): readonly string[] {
  const { findings } = judge(workflows, pins);
  return findings.map(
    ({ at, rule, message }) => `${showPosition(at)} ${rule}: ${message} See ${relative('', pageOf(rule))}.`,
  );
}

/** What will not run on `target`, and what is worth a word about pinned actions, one line each. */
export function warningLines(project: Project, { kind }: Target): readonly string[] {
  const { workflows, pins } = project;
  const aboutArtifacts = workflows.flatMap((workflow) => {
    const warning = artifactWarning(workflow, kind, pins);
    return warning === undefined ? [] : [`${workflow.file}: ${warning}`];
  });
  return [...aboutArtifacts, ...new Set(workflows.flatMap((workflow) => keptWarnings(workflow, project)))];
}

/** The page that says why there is this rule, and how it is done instead. */
function pageOf(rule: string): string {
  return join(home, 'packages', 'libs', 'workflow-kit', 'docs', 'rules', `${rule}.md`);
}

/** Every workflow of `project` as it should stand in the repository. */
export function renderProject(project: Project, target: Target): readonly ExpectedFile[] {
  const { root, workflows, pins, kept, actions, local } = project;
  const generator = generatorVersion();
  return workflows.map((workflow) => {
    if (root !== home) refuseNameless(workflow, target);
    const text = renderWorkflow(localCalls(workflow, root, target), {
      root,
      generator,
      target,
      pins,
      actions,
      local,
      kept,
    });
    return { file: workflow.file, source: relative(root, workflow.at.file).split(sep).join('/'), text };
  });
}

/** In a repository of someone else $/ is that repository, so what is the library's needs a release. */
function refuseNameless({ file, jobs }: Workflow, target: Target): void {
  const usesLibrary = jobs.some((job) =>
    job.kind === 'steps' ? job.steps.some(({ kind }) => kind === 'own') : job.calls.kind === 'own',
  );
  if (!usesLibrary || target.kind !== 'github.com' || target.release !== undefined) return;
  throw new ActionError({
    code: 'NO_RELEASE',
    message: `${file} uses ${librarySlug()}, and no release of it is known.`,
    hint: `List it in ${SOURCES}/${CATALOGUE} as "- uses: ${librarySlug()}@<commit> # vX.Y.Z"; a bot keeps it up to date there.`,
  });
}

/** Calls between the workflows of a repository stay in it, whatever release of the library they name. */
function localCalls(workflow: Workflow, root: string, { kind }: Target): Workflow {
  if (root === home) return workflow;
  const jobs = workflow.jobs.map((job) => {
    if (job.kind !== 'call' || job.calls.kind !== 'source') return job;
    const { at, file } = job.calls.workflow;
    if (!at.file.startsWith(root + sep)) return job;
    const uses = `${kind === 'github.com' ? '$' : '.'}/.github/workflows/${file}`;
    return { ...job, calls: { ...job.calls, kind: 'reference', uses } as const };
  });
  return { ...workflow, jobs };
}
