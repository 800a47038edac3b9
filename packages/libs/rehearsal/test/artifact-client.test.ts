import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ArtifactService, artifactService, type Fault, type Stage, startStage } from '../src/index.ts';
import type { ClientStep } from './artifact-client.ts';
import {
  errorOf,
  type JobOptions,
  type Listed,
  playJob,
  SERVICE,
  uploadByHand,
  value,
} from './artifact-job.ts';

const UPLOAD = { do: 'upload', name: 'part', text: 'hello' } as const;
const LIST = { do: 'list' } as const;

let temp: string;
let service: ArtifactService;
let stage: Stage;

beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'artifacts-'));
  service = artifactService({ folder: join(temp, 'blobs') });
  stage = await startStage({ routes: service.routes });
});
afterEach(async () => {
  await stage.close();
  await rm(temp, { recursive: true, force: true });
});

const job = (steps: readonly ClientStep[], options?: JobOptions) => playJob(stage, temp, steps, options);
const calls = (method: string) => stage.journal.filter(({ path }) => path === `${SERVICE}/${method}`);

/** Uploads, and tells what the client then lists. */
async function uploaded(step: ClientStep = UPLOAD): Promise<Listed> {
  const { outcomes } = await job([step, LIST]);
  value(outcomes[0]);
  const [listed] = value<Listed[]>(outcomes[1]);
  if (listed === undefined) throw new Error('Nothing is listed.');
  return listed;
}

it('the client gets in another job what it uploaded in one', async () => {
  const { id, digest } = await uploaded();
  const { outcomes } = await job([{ do: 'download', id, digest }], { name: 'merge' });
  expect(outcomes).toEqual([{ value: { digestMismatch: false, files: ['part.txt'], text: 'hello' } }]);
});

it('an upload of several blocks comes back whole', async () => {
  const upload = { ...UPLOAD, mebibytes: 9 };
  const { outcomes } = await job([upload, { do: 'get and download', name: 'part' }]);
  expect(stage.journal.filter(({ path }) => path.includes('comp=block&'))).toHaveLength(2);
  expect(outcomes[1]).toMatchObject({ value: { digestMismatch: false, text: 'hello' } });
});

it('the client sees that a blob was spoilt', async () => {
  const { id, digest } = await uploaded();
  const path = service.artifacts()[0]?.path ?? '';
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(10) ^ 1, 10); // the entry's time: the archive still unpacks
  await writeFile(path, bytes);
  const { outcomes } = await job([{ do: 'download', id, digest }]);
  expect(outcomes).toMatchObject([{ value: { digestMismatch: true, text: 'hello' } }]);
});

it('a second upload of a name in one attempt is a conflict that the client does not repeat', async () => {
  const { outcomes } = await job([UPLOAD, UPLOAD]);
  expect(errorOf(outcomes[1])).toMatch(
    /non-retryable error: Failed request: \(409\) Conflict: an artifact with this name already exists on the workflow run$/,
  );
  expect(calls('CreateArtifact')).toHaveLength(2);
});

it('the artifacts of all attempts are listed, and the highest id is not the newest', async () => {
  await job([{ ...UPLOAD, text: 'first' }]);
  await job([{ ...UPLOAD, text: 'second' }], { attempt: 2 });
  const [first, second] = service.artifacts().toSorted((a, b) => a.attempt - b.attempt);
  const { outcomes } = await job(
    [
      LIST,
      { do: 'list', latest: true },
      { do: 'download', id: first?.id ?? 0 },
      { do: 'download', id: second?.id ?? 0 },
    ],
    { attempt: 2, name: 'merge' },
  );
  expect(value<Listed[]>(outcomes[0])).toHaveLength(2);
  expect(outcomes.slice(2)).toMatchObject([{ value: { text: 'first' } }, { value: { text: 'second' } }]);
  // The client's own filter takes the highest id, and so the older attempt.
  expect(value<Listed[]>(outcomes[1]).map(({ id }) => id)).toEqual([first?.id]);
});

it('a deleted artifact is gone', async () => {
  const { outcomes } = await job([UPLOAD, { do: 'delete', name: 'part' }, LIST, { do: 'get', name: 'part' }]);
  expect(value(outcomes[2])).toEqual([]);
  expect(errorOf(outcomes[3])).toMatch(/^Artifact not found for name: part/);
});

it.each<[string, Fault]>([
  [
    'a create that answers 503 twice',
    { kind: 'status', status: 503, on: { path: `${SERVICE}/CreateArtifact`, nth: [1, 2] } },
  ],
  [
    'a block that answers 503 once',
    { kind: 'status', status: 503, retryAfter: 0, on: { method: 'PUT', nth: 1 } },
  ],
  ['a slow answer', { kind: 'delay', ms: 200, on: { path: `${SERVICE}/FinalizeArtifact` } }],
])('the client gets over %s', async (_what, fault) => {
  stage.fault(fault);
  await uploaded();
  const wanted = [fault.on.nth ?? 1].flat().length;
  expect(stage.journal.filter((entry) => entry.fault === fault.kind)).toHaveLength(wanted);
});

it('a create whose answer is lost has taken the name', async () => {
  stage.fault({ kind: 'lost-answer', on: { path: `${SERVICE}/CreateArtifact`, nth: 1 } });
  const { outcomes } = await job([UPLOAD, UPLOAD, LIST]);
  expect(errorOf(outcomes[0])).toMatch(/ECONNRESET|socket hang up/);
  expect(errorOf(outcomes[1])).toMatch(/\(409\) Conflict/);
  expect(value(outcomes[2])).toEqual([]);
});

it('the client lists 300 artifacts of one run, whose ids are different and beyond 32 bits', async () => {
  const names = Array.from({ length: 300 }, (_, at) => `part-${at}`);
  await Promise.all(names.map((name) => uploadByHand(stage, name)));
  const { outcomes } = await job([LIST]);
  const listed = value<Listed[]>(outcomes[0]);
  expect(listed.map(({ name }) => name).sort()).toEqual(names.sort());
  expect(new Set(listed.map(({ id }) => id).filter((id) => id > 2 ** 32)).size).toBe(300);
});
