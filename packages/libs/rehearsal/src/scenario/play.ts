import { ActionError, quote } from '@gatehouse/action-kit';
import type { WorkflowResult } from '../engine/record.ts';
import { sendOthers } from './others.ts';
import { type Audience, playRun } from './play-run.ts';
import type { Production } from './production.ts';
import type { PlayedRun, ScenarioRecord } from './record.ts';
import type { Scenario } from './scenario.ts';
import { makeWorld } from './stage-world.ts';
import { judgeAll } from './verdicts.ts';

const FIRST_RUN_ID = 4001;

/** Plays a scenario from its first act to its verdicts. An expectation that does not hold is a result. */
export async function playScenario(
  scenario: Scenario,
  production: Production,
  audience: Audience = {},
): Promise<ScenarioRecord> {
  const startedAt = new Date();
  const began = performance.now();
  await using world = await makeWorld(production, scenario);
  const seed = await world.scene.head();
  const played: PlayedRun[] = [];
  await using others = await sendOthers(scenario.branch ?? {}, world.scene);
  const onJob: NonNullable<Audience['onJob']> = (run, job) => {
    others.onJob(job);
    world.images.onJob(job.id);
    audience.onJob?.(run, job);
  };
  let number = 0;
  for (const act of scenario.acts ?? [[{ name: 'run' }]]) {
    const runs = act.map(async (plan): Promise<PlayedRun> => {
      number += 1;
      const runId = FIRST_RUN_ID + number;
      const startMs = performance.now() - began;
      const again = plan.rerunOf === undefined ? undefined : find(played, plan.rerunOf);
      const around = { scenario, production, world, audience: { ...audience, onJob }, runId, again };
      return { name: plan.name, startMs, result: await playRun(plan, around) };
    });
    // Whatever one of them throws, the others need the stage until they have ended.
    await Promise.allSettled(runs);
    played.push(...(await Promise.all(runs)));
    audience.signal?.throwIfAborted();
  }
  await others.arrived();
  const commits = await world.scene.commits(seed);
  const verdicts = [
    ...(await judgeAll(scenario, played, commits, world)),
    ...((await production.witness?.(world, played)) ?? []),
  ];
  return {
    name: scenario.name,
    title: scenario.title,
    startedAt: startedAt.toISOString(),
    durationMs: performance.now() - began,
    repository: world.scene.repository,
    branch: world.scene.branch,
    runs: played,
    artifacts: world.artifacts.artifacts().map(({ name, run, attempt, createdAt, final }) => ({
      name,
      run: run.replace(/^run-/, ''),
      attempt,
      ...(final === undefined ? {} : { size: final.size }),
      atMs: createdAt.getTime() - startedAt.getTime(),
    })),
    commits,
    requests: world.stage.journal.length,
    oddRequests: world.stage.journal.flatMap(({ method, path, fault, problem }) => {
      const what = fault ?? problem?.split('\n')[0];
      return what === undefined ? [] : [{ method, path, what }];
    }),
    verdicts,
    ...(production.replacements === undefined ? {} : { replacements: production.replacements }),
    passed: scenario.expect.length > 0 && verdicts.every(({ holds }) => holds),
  };
}

function find(played: readonly PlayedRun[], name: string): WorkflowResult {
  const found = played.find((run) => run.name === name);
  if (found !== undefined) return found.result;
  throw new ActionError({
    code: 'BAD_SCENARIO',
    message: `Found a second attempt of ${quote(name)}; expected the name of a run in an act before.`,
  });
}
