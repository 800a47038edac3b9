import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run as exec } from '@gatehouse/process';
import type { BuiltActionResult } from '@gatehouse/rehearsal';
import { expect, test } from 'vitest';
import { PPC, partOf, renderPart } from './legs.ts';
import { type BuiltStand, setStage } from './stage.ts';

const TOKEN = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz';
/** As git sends it, and as people decode it. */
const FORMS = [
  TOKEN,
  ...[TOKEN, `x-access-token:${TOKEN}`].map((text) => Buffer.from(text).toString('base64')),
];

async function merge(stand: BuiltStand, step: Readonly<Record<string, string>>): Promise<BuiltActionResult> {
  await mkdir(join(stand.workspace, 'parts'), { recursive: true });
  await writeFile(join(stand.workspace, 'parts', 'part.json'), renderPart(partOf([PPC])));
  return stand.play('manifest-merge', { step: { 'parts-dir': 'parts', token: TOKEN, ...step } });
}

/** In nothing that outlives the step is the token to be read, in whatever form. */
async function expectNoToken({ scene }: BuiltStand, result: BuiltActionResult): Promise<void> {
  const masks = result.stdout.split('\n').filter((line) => line.startsWith('::add-mask::'));
  expect(masks.map((line) => line.slice('::add-mask::'.length))).toEqual(FORMS);
  const rest = result.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
  const show = {
    command: 'git',
    args: ['log', '-p', '--format=raw', '--all'],
    cwd: scene.bare,
    timeoutMs: 10_000,
  };
  const { stdout: history } = await exec(show);
  const left = [...rest, result.stderr, JSON.stringify(result.outputs), result.summary, history].join('\n');
  for (const form of FORMS) expect(left).not.toContain(form);
}

test.concurrent('the token of the writer git is in no log, output, summary or commit', async () => {
  await using stand = await setStage(TOKEN);
  const result = await merge(stand, { 'sign-off': 'true' });
  expect(result.exitCode).toBe(0);
  await expectNoToken(stand, result);
});

test.concurrent('nor is it when a protected branch stands against it', async () => {
  await using stand = await setStage(TOKEN);
  await stand.scene.protect(`GH006: Protected branch update failed for ${TOKEN}.`);
  const result = await merge(stand, {});
  expect(result.exitCode).toBe(1);
  expect(result.annotations).toMatchObject([{ message: expect.stringContaining('failed for ***') }]);
  await expectNoToken(stand, result);
});

test.concurrent('the token of the writer api is nowhere either', async () => {
  await using stand = await setStage(TOKEN);
  const result = await merge(stand, { writer: 'api' });
  expect([result.exitCode, result.outputs.changed]).toEqual([0, 'true']);
  await expectNoToken(stand, result);
});

test.concurrent('nor is it when a server sends it back', async () => {
  const body = `{"message":"no access for ${TOKEN}"}`;
  await using stand = await setStage(TOKEN, [
    { on: { path: '/repos/*rest' }, kind: 'status', status: 403, body },
  ]);
  const result = await merge(stand, { writer: 'api' });
  expect(result.exitCode).toBe(1);
  expect(result.annotations).toMatchObject([{ message: expect.stringContaining('no access for ***') }]);
  await expectNoToken(stand, result);
});
