import { mkdir, mkdtemp, opendir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Artifact, DefaultArtifactClient } from '@actions/artifact';
import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { within } from './artifact/deadline.ts';
import { unpack } from './artifact/unpack.ts';
import { badArchive } from './artifact/zip.ts';
import { sha256 } from './json/canonical.ts';
import { DEFAULT_LIMITS, type PartLimits } from './part/limits.ts';
import { PART_PREFIX } from './part/part-name.ts';
import type { DownloadedPart, DownloadOptions } from './transport.ts';

const TEN_MINUTES = 600_000;
const AT_ONCE = 5;
/** What a zip archive of one file adds to it, and then some. */
const ENVELOPE = 64 * 1024;

/** See `downloadParts`: this module is loaded by it alone, together with the artifact client. */
export async function downloadArtifacts(
  dir: string,
  options: DownloadOptions,
): Promise<readonly DownloadedPart[]> {
  const { log, limits = DEFAULT_LIMITS, deadline = TEN_MINUTES } = options;
  const stop = new AbortController();
  const late = () => failed('The parts could not be downloaded', `not done after ${deadline / 1000} s`);
  try {
    return await within(deadline, downloadAll(dir, limits, log, stop.signal), late);
  } finally {
    stop.abort();
  }
}

async function downloadAll(
  dir: string,
  limits: PartLimits,
  log: DownloadOptions['log'],
  stopped: AbortSignal,
): Promise<readonly DownloadedPart[]> {
  const client = new DefaultArtifactClient();
  // Never `latest`: it goes by id, and ids do not follow the attempts.
  const { artifacts } = await retried(stopped, () => client.listArtifacts()).catch((thrown) => {
    throw failed('The artifacts of this run could not be listed', thrown);
  });
  const wanted = artifacts.filter(({ name }) => name.startsWith(PART_PREFIX));
  refuseExcess(wanted, limits);
  log.info(`This run has ${artifacts.length} artifacts, ${wanted.length} of them parts.`);
  await mkdir(dir, { recursive: true });
  const queue = wanted.values();
  const done: DownloadedPart[] = [];
  const failures: unknown[] = [];
  const work = async () => {
    for (const artifact of queue) {
      if (stopped.aborted || failures.length > 0) return;
      await downloadOne(client, artifact, dir, limits, stopped).then(
        (part) => done.push(part),
        (thrown) => failures.push(thrown),
      );
    }
  };
  // Waits for all of them, so that nobody still writes when the caller clears the folder.
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failures.length > 0) throw failures[0];
  return done.sort((a, b) => a.id - b.id);
}

function refuseExcess(artifacts: readonly Artifact[], limits: PartLimits): void {
  const refuse = (found: string) => failed('The parts of this run are refused', found);
  if (artifacts.length > limits.files) {
    throw refuse(`found ${artifacts.length} of them, expected at most ${limits.files}`);
  }
  const large = artifacts.find(({ size }) => size > limits.bytesPerFile + ENVELOPE);
  if (large !== undefined) {
    throw refuse(`${quote(large.name)} has ${large.size} bytes, expected at most ${limits.bytesPerFile}`);
  }
  const total = artifacts.reduce((sum, { size }) => sum + size, 0);
  if (total > limits.bytes + artifacts.length * ENVELOPE) {
    throw refuse(`found ${total} bytes in all, expected at most ${limits.bytes}`);
  }
}

/**
 * The archive is saved as it came, compared with the digest of its upload, and only then unpacked,
 * within the limits: the client itself would unpack first, whatever the size.
 */
async function downloadOne(
  client: DefaultArtifactClient,
  { id, name, size, digest }: Artifact,
  dir: string,
  limits: PartLimits,
  stopped: AbortSignal,
): Promise<DownloadedPart> {
  // Named after the id, a number: the artifact's name is not ours.
  const folder = `artifact-${id}`;
  const scratch = await mkdtemp(join(dir, '.download-'));
  try {
    await retried(stopped, () => client.downloadArtifact(id, { path: scratch, skipDecompress: true }));
    const archive = await onlyFile(scratch, limits.bytesPerFile + ENVELOPE);
    const found = `sha256:${sha256(archive)}`;
    // Services other than GitHub's may tell none; the part inside has a digest of its own.
    if (digest !== undefined && digest !== found) {
      throw badArchive(`its digest is ${found}, expected ${quote(digest)} as uploaded`);
    }
    await unpack(archive, name, join(dir, folder), limits);
    return { id, name, size, folder };
  } catch (thrown) {
    throw failed(`The part ${quote(name)} (artifact ${id}) could not be downloaded`, thrown);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function onlyFile(dir: string, most: number): Promise<Uint8Array> {
  for await (const { name } of await opendir(dir)) {
    const path = join(dir, name);
    const { size } = await stat(path);
    if (size > most) throw badArchive(`it has ${size} bytes, expected at most ${most}`);
    return await readFile(path);
  }
  throw badArchive('nothing arrived');
}

const BROKEN = /ECONNRESET|ETIMEDOUT|EAI_AGAIN|socket hang up/;

/** The client repeats what the service refuses for a while, but not a connection that broke. */
async function retried<T>(stopped: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (thrown) {
      if (attempt === 3 || !BROKEN.test(messageOf(thrown))) throw thrown;
      // Ends at once with the deadline: the caller may be clearing the folder by then.
      await pause(500 * attempt, undefined, { signal: stopped });
    }
  }
}

function failed(what: string, cause: unknown): ActionError<'PART_DOWNLOAD_FAILED'> {
  // What comes from the client may carry the words of a server.
  const why = cause instanceof ActionError ? cause.message : quote(messageOf(cause));
  return new ActionError({
    code: 'PART_DOWNLOAD_FAILED',
    message: `${what}: ${typeof cause === 'string' ? cause : why}.`,
    hint: 'Run the failed jobs again; nothing was written.',
    cause,
  });
}
