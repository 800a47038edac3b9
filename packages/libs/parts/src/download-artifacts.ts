import { mkdir, mkdtemp, opendir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Artifact, DefaultArtifactClient } from '@actions/artifact';
import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { networkAdvice, retry } from '@gatehouse/retry';
import { within } from './artifact/deadline.ts';
import { unpack } from './artifact/unpack.ts';
import { badArchive } from './artifact/zip.ts';
import { isBug } from './bug.ts';
import { sha256 } from './json/canonical.ts';
import { DEFAULT_LIMITS, type PartLimits } from './part/limits.ts';
import { PART_PREFIX } from './part/part-name.ts';
import { classifyServiceFailure } from './service-failure.ts';
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
    const persist = persistence({ log, deadline, stopped: stop.signal });
    return await within(deadline, downloadAll(dir, limits, { log, persist, stopped: stop.signal }), late);
  } finally {
    stop.abort();
  }
}

/** Asks the service until it answers, or the time of all downloads is over. */
type Persist = <T>(what: string, work: () => Promise<T>) => Promise<T>;

/** What all downloads of a run share. */
interface Downloads {
  readonly log: DownloadOptions['log'];
  readonly persist: Persist;
  /** Aborted when the time is over: the caller may be clearing the folder by then. */
  readonly stopped: AbortSignal;
}

async function downloadAll(
  dir: string,
  limits: PartLimits,
  { log, persist, stopped }: Downloads,
): Promise<readonly DownloadedPart[]> {
  const client = new DefaultArtifactClient();
  // Never `latest`: it goes by id, and ids do not follow the attempts.
  const { artifacts } = await persist('the list of artifacts', () => client.listArtifacts()).catch(
    (thrown) => {
      throw failed('The artifacts of this run could not be listed', thrown);
    },
  );
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
      await downloadOne(client, artifact, dir, limits, persist).then(
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
  persist: Persist,
): Promise<DownloadedPart> {
  // Named after the id, a number: the artifact's name is not ours.
  const folder = `artifact-${id}`;
  const scratch = await mkdtemp(join(dir, '.download-'));
  try {
    const how = { path: scratch, skipDecompress: true };
    await persist(quote(name), () => client.downloadArtifact(id, how));
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

function persistence({
  log,
  deadline,
  stopped,
}: Pick<Downloads, 'log' | 'stopped'> & { readonly deadline: number }): Persist {
  return (what, work) =>
    retry(work, {
      deadlineMs: deadline,
      // The client takes no signal.
      settleMs: 0,
      signal: stopped,
      classify: classifyServiceFailure,
      onRetry: ({ error, verdict, delayMs }) =>
        log.info(
          `${what}: ${verdict.reason} (${quote(messageOf(error))}), next attempt in ${Math.ceil(delayMs / 1000)} s.`,
        ),
    });
}

function failed(what: string, cause: unknown): ActionError<'PART_DOWNLOAD_FAILED'> {
  if (isBug(cause)) throw cause;
  // What comes from the client may carry the words of a server.
  const why = cause instanceof ActionError ? cause.message : quote(messageOf(cause));
  return new ActionError({
    code: 'PART_DOWNLOAD_FAILED',
    message: `${what}: ${typeof cause === 'string' ? cause : why}.`,
    hint: networkAdvice(cause, 'the artifact service') ?? 'Run the failed jobs again; nothing was written.',
    cause,
  });
}
