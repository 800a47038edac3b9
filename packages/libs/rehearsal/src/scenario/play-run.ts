import type { ActEvent } from '../engine/act-event.ts';
import type { JobRecord, WorkflowResult } from '../engine/record.ts';
import { runWorkflow } from '../engine/run-workflow.ts';
import { git } from '../scene/git.ts';
import { killAt } from './kill.ts';
import type { Production } from './production.ts';
import type { RunPlan, Scenario } from './scenario.ts';
import type { StageWorld } from './stage-world.ts';

/** Who wants to see the scenario while it is played. */
export interface Audience {
  readonly onJob?: (run: string, job: JobRecord) => void;
  readonly onEvent?: (run: string, event: ActEvent) => void;
  /** Ends the scenario at once, which throws the signal's reason; nothing of it is left. */
  readonly signal?: AbortSignal;
}

/** What a run of a scenario takes place in. */
export interface Circumstances {
  readonly scenario: Scenario;
  readonly production: Production;
  readonly world: StageWorld;
  readonly audience: Audience;
  readonly runId: number;
  /** The attempt before. */
  readonly again: WorkflowResult | undefined;
}

/** Plays one attempt of a run, and tells the API of the stage how it stands. */
export async function playRun(
  plan: RunPlan,
  { scenario, production, world, audience, runId, again }: Circumstances,
): Promise<WorkflowResult> {
  const { scene, stage, runs } = world;
  const event = scenario.event ?? production.event ?? { name: 'push' };
  const attempt = (again?.attempt ?? 0) + 1;
  const jobs = new Map<string, JobRecord>();
  const { file } = production.workflow;
  const ref = event.ref ?? `refs/heads/${scene.branch}`;
  const sha = again?.sha ?? String(await git(scene.bare, ['rev-parse', `${ref}^{commit}`])).trim();
  const known = { repository: scene.repository, runId: again?.runId ?? runId, attempt, file, ref, sha };
  const tell = (conclusion?: WorkflowResult['conclusion']) =>
    runs.tell({ ...known, event: event.name, jobs: [...jobs.values()], conclusion });
  tell();
  await using killer = await killAt(plan.killedAt, scene);
  const result = await (production.engine ?? runWorkflow)({
    act: production.act,
    library: production.library,
    workflow: production.workflow,
    workflows: production.workflows ?? {},
    secrets: production.secrets ?? {},
    runnerLabels: production.runnerLabels ?? [],
    variables: production.variables ?? {},
    standIns: production.standIns ?? {},
    realPrograms: production.realPrograms ?? [],
    usedByActions: production.usedByActions ?? [],
    scene,
    stage,
    event,
    inputs: { ...production.inputs(stage.url), ...scenario.inputs, ...plan.inputs },
    env: { STAGE: stage.url, ...production.env },
    runId: known.runId,
    ...(again === undefined ? {} : { rerunOf: again }),
    signal: audience.signal === undefined ? killer.signal : AbortSignal.any([killer.signal, audience.signal]),
    onEvent(happened) {
      killer.onEvent(happened);
      audience.onEvent?.(plan.name, happened);
    },
    onJob(job) {
      jobs.set(`${job.caller} ${job.name}`, job);
      tell();
      audience.onJob?.(plan.name, job);
    },
  });
  tell(result.conclusion);
  return result;
}
