import { quote } from '@gatehouse/action-kit';
import type { Remote } from '../branch.ts';
import { formatIdentity } from '../message.ts';
import { branchName } from '../paths.ts';
import type { GitTarget, WriterDeps } from '../request.ts';
import { accessTo } from './access.ts';
import { effectiveAddress } from './address.ts';
import { GitBranch } from './branch.ts';
import { Repository } from './repository.ts';

/** Opens a branch that is written with `git push` from a repository of the writer's own. */
export async function openGitBranch(target: GitTarget, deps: WriterDeps): Promise<Remote> {
  const ref = `refs/heads/${branchName(target.branch)}`;
  const author = formatIdentity(target.author);
  const { url, settings } = accessTo(target);
  const repository = await Repository.create(settings, deps);
  const address = await effectiveAddress(repository);
  if (address !== url) {
    deps.log.info(
      `Git's configuration rewrites ${quote(url)} to ${quote(address)} (url.*.insteadOf): that is read and written.`,
    );
  }
  const name = `branch ${quote(target.branch)} of ${quote(address)}`;
  const seen = { head: false };
  return {
    address,
    connect: ({ signal }) => new GitBranch({ repository, ref, name, author, signal, seen }),
    [Symbol.asyncDispose]: () => repository[Symbol.asyncDispose](),
  };
}
