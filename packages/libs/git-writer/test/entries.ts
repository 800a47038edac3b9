import { memoryLog } from '@gatehouse/action-kit';
import { run } from '@gatehouse/process';
import type { GitTarget, Produced, Snapshot, WriteRequest, WriterDeps } from '../src/index.ts';

/** Adds `name` to the JSON array in `entries.json`, wherever that is by now. */
export function addEntry(name: string) {
  return async (snapshot: Snapshot): Promise<Produced> => {
    const entries = await readEntries(snapshot);
    if (entries.includes(name)) return { kind: 'nothing', reason: `${name} is there.` };
    const content = `${JSON.stringify([...entries, name].sort(), null, 2)}\n`;
    return {
      kind: 'changes',
      files: new Map([['entries.json', content]]),
      message: `Add ${name}`,
      keys: [name],
    };
  };
}

/** Misses `name` in a snapshot without it. */
export function hasEntry(name: string) {
  return async (snapshot: Snapshot): Promise<readonly string[]> =>
    (await readEntries(snapshot)).includes(name) ? [] : [name];
}

async function readEntries(snapshot: Snapshot): Promise<readonly string[]> {
  const bytes = await snapshot.read('entries.json');
  return bytes === undefined ? [] : JSON.parse(Buffer.from(bytes).toString('utf8'));
}

export const author = { name: 'Writer', email: 'writer@example.com' };

export const gitTarget = (url: string, rest: Partial<GitTarget> = {}): GitTarget => ({
  mode: 'git',
  remote: { url },
  branch: 'main',
  author,
  ...rest,
});

export const run1 = { repository: 'acme/widgets', runId: 100, runAttempt: 1 };

/** A request to add `name`, with pauses that a test can wait for. */
export const request = (
  name: string,
  target: WriteRequest['target'],
  rest: Partial<WriteRequest> = {},
): WriteRequest => ({
  target,
  produce: addEntry(name),
  verify: hasEntry(name),
  run: run1,
  deadlineMs: 20_000,
  backoff: { firstDelayMs: 5, maxDelayMs: 200 },
  ...rest,
});

/** The real world, with a log that is kept. */
export function realDeps(rest: Partial<WriterDeps> = {}) {
  const log = memoryLog();
  return { exec: run, fetch, log, ...rest, lines: log.lines };
}
