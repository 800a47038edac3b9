import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quote, quoteList } from '@gatehouse/action-kit';
import { type StandInPrograms, stepsAround, waysAround, writeStandInPrograms } from '../machine/index.ts';
import { git } from '../scene/git.ts';
import { makeTemporaryFolder } from '../temporary-folder.ts';
import { CALLER_FILE, callerOf } from './caller.ts';
import { legible, OWN_REF } from './legible.ts';
import { contextsOf, insistOnRunners, onThisMachine } from './own-runner.ts';
import type { JobRecord } from './record.ts';
import { rerunFailed } from './rerun.ts';
import { STAND_INS } from './stand-ins/index.ts';
import { writeStandIn } from './stand-ins/stand-in.ts';
import { notPlayable, readWorkflow, type Use, useOf, type WorkflowFile } from './workflow-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** The folders in which one run takes place. */
export interface Scratch {
  readonly folder: string;
  /** A clone of the repository, whose `origin` says what it is on GitHub. */
  readonly repository: string;
  readonly sha: string;
  /** The workflow that is run. */
  readonly main: WorkflowFile;
  /** Those that it calls, by the id of the calling job. */
  readonly called: ReadonlyMap<string, WorkflowFile>;
  /** For `--local-repository`: `owner/name@ref` and the folder in its place. */
  readonly repositories: ReadonlyMap<string, string>;
  /** Of the attempt before, what is not run again. */
  readonly kept: readonly JobRecord[];
  /** For programs that change a machine. */
  readonly standIns: StandInPrograms;
}

/** Makes the folders of a run. Fails with `NOT_PLAYABLE` where the workflow needs what is not here. */
export async function makeScratch(run: WorkflowRun): Promise<Scratch> {
  const folder = await makeTemporaryFolder('run');
  try {
    const repository = join(folder, 'repository');
    // A further attempt is of the same commit, wherever the branch is by now.
    const wanted = run.rerunOf?.sha ?? run.event.ref ?? `refs/heads/${run.scene.branch}`;
    const sha = String(await git(run.scene.bare, ['rev-parse', `${wanted}^{commit}`])).trim();
    // After the branch was read, and through the protocol: a push that arrives meanwhile does no harm.
    await git(folder, ['clone', '--quiet', '--no-local', run.scene.bare, repository]);
    await git(repository, ['checkout', '--quiet', '--detach', sha]);
    await git(repository, ['remote', 'set-url', 'origin', `https://github.com/${run.scene.repository}.git`]);
    const files = await workflowFiles(run, join(repository, '.github', 'workflows'));
    const repositories = await localRepositories(run, [files.main, ...files.called.values()], folder);
    for (const name of ['home', 'cache', 'config', 'start']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'none'), '');
    await insistOnStandIns(repository, [files.main, ...files.called.values()], run);
    const standIns = await writeStandInPrograms(folder, join(folder, 'home'), run.realPrograms ?? []);
    return { folder, repository, sha, repositories, standIns, ...files };
  } catch (thrown) {
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  }
}

async function workflowFiles(
  run: WorkflowRun,
  folder: string,
): Promise<Pick<Scratch, 'main' | 'called' | 'kept'>> {
  const kept: JobRecord[] = [];
  const prepare = async (file: string, given: string | undefined, caller?: string) => {
    const workflow = readWorkflow(file, legible(given ?? (await readOwn(folder, file)), run));
    const again = run.rerunOf && rerunFailed(workflow, run.rerunOf.jobs, caller);
    kept.push(...(again?.kept ?? []));
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, file), onThisMachine(again?.text ?? workflow.text, contextsOf(run)));
    return workflow;
  };
  const text = (file: string) => run.workflows?.[file];
  const { kind, file } = run.workflow;
  const callee =
    kind === 'call' ? readWorkflow(file, text(file) ?? (await readOwn(folder, file))) : undefined;
  const secrets = Object.keys(run.secrets ?? {});
  const main =
    callee === undefined
      ? await prepare(file, text(file))
      : await prepare(CALLER_FILE, callerOf(callee, run.event, run.inputs ?? {}, secrets));
  const called = new Map<string, WorkflowFile>();
  for (const { id, calls } of main.jobs) {
    if (calls !== undefined) called.set(id, await prepare(calls, text(calls), id));
  }
  insistOnRunners([main, ...called.values()], run);
  return { main, called, kept };
}

function readOwn(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), 'utf8').catch(() => {
    throw notPlayable(
      `The repository has no .github/workflows/${file}.`,
      'Commit it to the scene, or give it under "workflows".',
    );
  });
}

/** Our own actions where they are used, and stand-ins for all others. */
async function localRepositories(
  { library, scene, standIns = {}, usedByActions = [] }: WorkflowRun,
  workflows: readonly WorkflowFile[],
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const known = { ...STAND_INS, ...standIns };
  const places = new Map<string, string>();
  const nested = usedByActions.flatMap((uses) => useOf(uses, () => 'an action of the repository'));
  for (const use of [...workflows.flatMap(({ uses }) => uses), ...nested]) {
    const place = `${use.repository}@${use.ref}`;
    if (use.repository === library.slug) {
      places.set(place, library.folder);
      continue;
    }
    if (use.repository === scene.repository && use.ref === OWN_REF) {
      places.set(place, join(folder, 'repository'));
      continue;
    }
    const standIn = known[use.action];
    if (standIn === undefined) throw noStandIn(use, Object.keys(known));
    const path = join(folder, 'actions', place.replaceAll('/', '-'));
    await writeStandIn(
      join(path, use.action.slice(use.repository.length)),
      `${use.action}@${use.ref}`,
      standIn,
    );
    places.set(place, path);
  }
  return places;
}

async function insistOnStandIns(
  repository: string,
  workflows: readonly WorkflowFile[],
  { realPrograms = [] }: WorkflowRun,
): Promise<void> {
  if (process.platform === 'win32') return;
  const around = [
    ...workflows.flatMap(({ file, text }) => stepsAround(file, text, realPrograms)),
    ...(await waysAround(
      repository,
      workflows.map(({ text }) => text),
      realPrograms,
    )),
  ];
  if (around.length === 0) return;
  const lines = around.map(({ place, text }) => `- ${place} ${quote(text)}`);
  throw notPlayable(
    `Scripts would run a program that changes this machine, past its stand-in:\n${lines.join('\n')}`,
    'Call the program by its name alone, without its folder, with the environment, and behind the folders that PATH has; or let the real one run (--real <name>).',
  );
}

function noStandIn({ action, place }: Use, known: readonly string[]) {
  return notPlayable(
    `${place} uses ${quote(action)}, which is not on this machine; there are stand-ins for ${quoteList(known, 50)}.`,
    'Give a stand-in for it, or rehearse a workflow without it.',
  );
}
