import { createHash } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import { userCache } from '@gatehouse/toolchain';

/**
 * Where the report of a workflow is when no option says otherwise: one folder for each workflow of each
 * checkout, in the user's cache. The next rehearsal of it takes its place.
 */
export function usualReportFolder(root: string, file: string, env: NodeJS.ProcessEnv): string {
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 8);
  const name = file.replace(/\.ya?ml$/, '');
  return join(dirname(userCache(env)), 'reports', `${basename(root)}-${digest}`, name);
}
