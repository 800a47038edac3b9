import { join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit';
import { run } from '@gatehouse/process';

const OLDEST = 24;

/** act plays every Node action with the first `node` on PATH, whichever it is, so that one must be right. */
export async function insistOnNode(folder: string): Promise<void> {
  const ended = await run({ command: join(folder, 'node'), args: ['--version'], timeoutMs: 10_000 });
  const [, major] = /^v(\d+)\./.exec(ended.stdout) ?? [];
  if (Number(major) >= OLDEST) return;
  throw new ActionError({
    code: 'NODE_TOO_OLD',
    message: `Found ${ended.stdout.trim() || 'no Node'} in ${folder}; the actions run on Node ${OLDEST} or newer.`,
    hint: 'Start through an npm script of this repository, which brings its own Node.',
  });
}
