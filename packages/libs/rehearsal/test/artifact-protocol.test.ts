import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { artifactService, type Stage, startStage } from '../src/index.ts';
import { callService, jobEnvironment, uploadByHand, uploadUrl } from './artifact-job.ts';

let temp: string;
let stage: Stage;

beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'protocol-'));
  stage = await startStage({ routes: artifactService({ folder: temp }).routes });
});
afterEach(async () => {
  await stage.close();
  await rm(temp, { recursive: true, force: true });
});

it.each([
  ['no token', '', 401, 'unauthenticated'],
  ['a token without the scope', 'Bearer e30.e30.', 401, 'unauthenticated'],
])('the artifact service refuses %s', async (_what, authorization, status, code) => {
  expect(await callService(stage, 'ListArtifacts', {}, authorization)).toMatchObject({
    status,
    body: { code },
  });
});

it('a token opens no other run than its own', async () => {
  const answer = await callService(stage, 'ListArtifacts', { workflow_run_backend_id: 'run-78' });
  expect(answer).toMatchObject({ status: 403, body: { code: 'permission_denied' } });
});

it('nothing of another run is listed', async () => {
  await uploadByHand(stage, 'part');
  const other = jobEnvironment(stage, '', { runId: 78 }).ACTIONS_RUNTIME_TOKEN;
  const body = { workflow_run_backend_id: 'run-78' };
  expect(await callService(stage, 'ListArtifacts', body, `Bearer ${other}`)).toEqual({
    status: 200,
    body: { artifacts: [] },
  });
});

it('an artifact whose upload did not end is not listed', async () => {
  await uploadUrl(stage);
  expect((await callService(stage, 'ListArtifacts', {})).body).toEqual({ artifacts: [] });
});

it('what was never uploaded cannot be finalized', async () => {
  await uploadUrl(stage);
  expect(await callService(stage, 'FinalizeArtifact', { name: 'part', size: '5' })).toMatchObject({
    status: 404,
  });
});

it('a list of blocks that were not written is refused', async () => {
  const list = '<?xml version="1.0"?><BlockList><Latest>AAAA</Latest></BlockList>';
  const answer = await fetch(`${await uploadUrl(stage)}&comp=blocklist`, { method: 'PUT', body: list });
  expect([answer.status, answer.headers.get('x-ms-error-code')]).toEqual([400, 'InvalidBlockList']);
});

it('a signature opens nothing but what it was made for', async () => {
  const url = await uploadUrl(stage);
  const read = await fetch(url);
  const changed = await fetch(url.replace('sig=', 'sig=A'), { method: 'PUT' });
  expect([read.status, changed.status]).toEqual([403, 403]);
});

it('a signed address is refused when its time is over', async () => {
  let now = Date.now();
  const clock = () => now;
  await stage.close();
  stage = await startStage({
    routes: artifactService({ folder: temp, urlLifetimeMs: 60_000, clock }).routes,
  });
  const url = await uploadUrl(stage);
  now += 60_001;
  const answer = await fetch(url, { method: 'PUT', body: 'late' });
  expect([answer.status, answer.headers.get('x-ms-error-code')]).toEqual([403, 'AuthenticationFailed']);
});

it('the journal shows no signature and no token', async () => {
  await uploadByHand(stage, 'part');
  const shown = JSON.stringify(stage.journal);
  expect(shown).toContain('sig=***');
  expect(shown).not.toContain(jobEnvironment(stage, '').ACTIONS_RUNTIME_TOKEN);
});
