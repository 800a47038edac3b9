import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  type BuiltActionCall,
  type Expectation,
  runBuiltAction,
  runtimeEnvironment,
  type Scenario,
  type WorkflowResult,
  type WorkflowRun,
} from '@gatehouse/rehearsal';
import { plannedIn, type Row } from './coverage.ts';
import { JobBook, type PlayedStep } from './job-book.ts';
import { FILE } from './workflow.ts';

const PLAYED = ['plan', 'build', 'update-manifests'];

/** Whether a scenario can be played without act: one attempt of each run, and nobody is killed. */
export function isPlain({ acts = [], faults = [], inputs = {} }: Scenario): boolean {
  const isOnce = acts
    .flat()
    .every(({ rerunOf, killedAt }) => rerunOf === undefined && killedAt === undefined);
  const hasReleases = faults.some(({ on }) => String(on.path).includes('/releases'));
  return isOnce && !hasReleases && inputs['dry-run'] !== true;
}

/** `scenario` without what is only to be seen when the workflow itself is played. */
export function reduced(scenario: Scenario): Scenario {
  const isSeen = (one: Expectation) =>
    one.kind !== 'release' && (!('job' in one) || PLAYED.includes(one.job));
  return { ...scenario, expect: scenario.expect.filter(isSeen) };
}

/**
 * Stands in for act: calls the bundled actions for the plan, the legs and the writer as the workflow would.
 * Its YAML has no part in this: no condition, no script, no release.
 */
export async function playActions(run: WorkflowRun): Promise<WorkflowResult> {
  const folder = await mkdtemp(join(tmpdir(), 'played-actions-'));
  const { scene, runId } = run;
  try {
    const sha = await gitIn(scene.bare, 'rev-parse', `refs/heads/${scene.branch}`);
    const book = new JobBook(run);
    const at = { run, folder, sha, book };
    await playPlan(at);
    const rows = plannedIn(book.jobs());
    await Promise.all(rows.map((row, number) => playLeg(at, row, `build-${number}`)));
    if (rows.length > 0) await playWriter(at);
    const failed = book.jobs().some(({ result }) => result === 'failure');
    const conclusion = failed ? 'failure' : 'success';
    const { jobs, durationMs } = { jobs: book.jobs(), durationMs: book.durationMs() };
    return { runId, attempt: 1, ending: 'completed', conclusion, jobs, durationMs, sha };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface At {
  readonly run: WorkflowRun;
  readonly folder: string;
  readonly sha: string;
  readonly book: JobBook;
}

async function playPlan(at: At): Promise<void> {
  const end = at.book.begin({ id: 'plan', name: 'plan' });
  // Whoever names versions sets the filter aside.
  const what = at.run.inputs?.version === undefined ? 'filter-file' : 'version';
  const names = ['upstream-manifest', 'max-versions', 'arches', 'platform-versions', 'runner-template'];
  const env = await environment(at, 'plan', 'plan');
  end([await step(at, 'select', 'select-versions', { inputs: pick(at, [what, ...names]), env })]);
}

async function playLeg(at: At, row: Row, jobId: string): Promise<void> {
  const end = at.book.begin({ id: 'build', name: `build (${row.key})`, matrix: { ...row } });
  const env = await environment(at, 'build', jobId);
  const leg = { VERSION: row.version, ARCH: row.arch, PLATFORM_VERSION: row['platform-version'] };
  const inputs = { command: 'bash .github/scripts/build.sh' };
  const build = await step(at, 'build', 'retry-run', { inputs, env: { ...env, ...leg } });
  if (build.played.exitCode !== 0) return end([build]);
  const { tag, version, arch, platform, 'platform-version': platformVersion, key } = row;
  const about = { tag, version, arch, platform, 'platform-version': platformVersion, key };
  const report = { ...about, files: 'dist/*', inspect: 'true', leg: JSON.stringify(row) };
  end([build, await step(at, 'part', 'manifest-part', { inputs: report, env })]);
}

async function playWriter(at: At): Promise<void> {
  const end = at.book.begin({ id: 'update-manifests', name: 'update-manifests' });
  const [plan] = at.book.jobs();
  const { 'merge-upstream': upstream = '' } = pick(at, ['merge-upstream']);
  const inputs = {
    ...pick(at, ['layout', 'policy', 'repair']),
    expected: plan?.steps[0]?.outputs.expected ?? '',
    'upstream-manifest': upstream,
    branch: at.run.scene.branch,
  };
  const env = await environment(at, 'update-manifests', 'update-manifests');
  end([await step(at, 'merge', 'manifest-merge', { inputs, env, token: 'ghs_rehearsal' })]);
}

async function step(
  { run }: At,
  id: string,
  action: string,
  call: Omit<BuiltActionCall, 'folder'>,
): Promise<PlayedStep> {
  return { id, played: await runBuiltAction({ ...call, folder: join(run.library.folder, action) }) };
}

/** Those of the inputs that the run has. */
function pick({ run }: At, names: readonly string[]): Readonly<Record<string, string>> {
  const given = Object.entries(run.inputs ?? {}).filter(([name]) => names.includes(name));
  return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

/** The variables of a job, in whose workspace the repository lies; `jobId` tells legs apart. */
async function environment({ run, folder, sha }: At, job: string, jobId: string) {
  const { scene, stage, runId, env } = run;
  const workspace = join(folder, jobId, 'workspace');
  const temp = join(folder, jobId, 'temp');
  await mkdir(temp, { recursive: true });
  await gitIn(folder, 'clone', '--quiet', '--no-local', scene.bare, workspace);
  const place = { workspace, temp, workflow: FILE, sha, repository: scene.repository };
  return { ...runtimeEnvironment(stage, { ...place, runId, job, jobId }), ...scene.env, ...env };
}

async function gitIn(cwd: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd });
  return stdout.trim();
}
