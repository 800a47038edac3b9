import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pack } from '@gatehouse/rehearsal';
import { expect, test } from 'vitest';
import { type BuiltStand, playLeg, setStage } from './stage.ts';

test.concurrent('a part that was changed on its way fails the merge', async () => {
  await using stand = await setStage();
  await playLeg(stand, 'ppc64le');
  await playLeg(stand, 's390x');
  const before = await stand.scene.head();
  const [artifact] = stand.service.artifacts();
  await writeFile(artifact?.path ?? '', await pack([{ name: 'part.json', bytes: Buffer.from('{}') }], 'zip'));
  const { exitCode, annotations, outputs, summary } = await stand.play('manifest-merge');
  expect([exitCode, outputs.changed]).toEqual([1, 'false']);
  expect(annotations).toMatchObject([
    {
      level: 'error',
      message: expect.stringMatching(/its digest is sha256:\w+, expected "sha256:\w+" as uploaded/),
    },
  ]);
  expect(summary).toContain('**Why it failed (PART_DOWNLOAD_FAILED)**');
  expect(await stand.scene.head()).toBe(before);
});

test.concurrent('an artifact that cannot be downloaded fails the merge, though the others could', async () => {
  await using stand = await setStage();
  await playLeg(stand, 'ppc64le');
  await playLeg(stand, 's390x');
  const before = await stand.scene.head();
  const path = /GetSignedArtifactURL$/;
  stand.stage.fault({
    on: { path, nth: 2 },
    kind: 'status',
    status: 404,
    body: '{"code":"not_found","msg":"gone"}',
  });
  const { exitCode, annotations } = await stand.play('manifest-merge');
  expect(exitCode).toBe(1);
  expect(annotations).toMatchObject([
    { level: 'error', message: expect.stringContaining('[PART_DOWNLOAD_FAILED]') },
  ]);
  expect(await stand.scene.head()).toBe(before);
});

test.concurrent.each([
  ['../evil.json'],
  ['/tmp/evil.json'],
  ['..\\evil.json'],
  ['a/../../evil.json'],
  ['C:\\evil.json'],
])('row 10: an artifact with a file named %j is refused, and nothing is unpacked', async (name) => {
  await using stand = await setStage();
  await uploadArchive(stand, await pack([{ name, bytes: Buffer.from('{}') }], 'zip'));
  const { exitCode, annotations } = await stand.play('manifest-merge');
  expect(exitCode).toBe(1);
  expect(annotations).toMatchObject([
    { level: 'error', message: expect.stringContaining('[PART_DOWNLOAD_FAILED]') },
  ]);
  const left = await readdir(dirname(stand.workspace), { recursive: true });
  expect(left.filter((path) => path.includes('evil'))).toEqual([]);
  expect(existsSync('/tmp/evil.json')).toBe(false);
});

/** Uploads what no client would: the calls of one, with an archive of our own. */
async function uploadArchive({ stage, environment }: BuiltStand, archive: Buffer): Promise<void> {
  const { ACTIONS_RUNTIME_TOKEN: token = '' } = environment('build');
  const [, payload = ''] = token.split('.');
  const { scp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const [, run, job] = String(scp).split(':');
  const ids = {
    workflow_run_backend_id: run,
    workflow_job_run_backend_id: job,
    name: 'manifest-part--evil--1',
  };
  const call = async (method: string, body: object) => {
    const response = await fetch(
      `${stage.url}/twirp/github.actions.results.api.v1.ArtifactService/${method}`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ ...ids, ...body }),
      },
    );
    expect(response.status).toBe(200);
    return (await response.json()) as { readonly signed_upload_url: string };
  };
  const { signed_upload_url } = await call('CreateArtifact', { version: 4 });
  await fetch(signed_upload_url, { method: 'PUT', body: new Uint8Array(archive) });
  const hash = `sha256:${createHash('sha256').update(archive).digest('hex')}`;
  await call('FinalizeArtifact', { size: String(archive.length), hash });
}
