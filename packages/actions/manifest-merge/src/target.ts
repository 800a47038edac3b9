import { ActionError, quote } from '@gatehouse/action-kit';
import type { Target } from '@gatehouse/git-writer';
import type { Place } from './deps.ts';
import type { WriterInputs } from './writer-inputs.ts';

/** Where the writer writes: the inputs, completed by the run. */
export function targetOf(writer: WriterInputs, context: Place): Target {
  if (writer.mode === 'none') return { mode: 'none', folder: writer.directory };
  const branch = writer.branch ?? branchOf(context);
  if (writer.mode === 'api') {
    const { repository, apiUrl } = context;
    return { mode: 'api', repository, branch, token: writer.token ?? '', apiUrl };
  }
  const url = writer.remote ?? `${context.serverUrl}/${context.repository}.git`;
  return { mode: 'git', remote: { url }, branch, author: writer.author, token: writer.token };
}

function branchOf({ ref }: Place): string {
  const [, branch] = /^refs\/heads\/(.+)$/.exec(ref) ?? [];
  if (branch !== undefined) return branch;
  throw new ActionError({
    code: 'NO_BRANCH',
    message: `The run belongs to ${ref === '' ? 'no ref' : quote(ref)}, which is no branch that could be written.`,
    hint: 'Set "branch" to the branch that holds the manifests, such as "main".',
  });
}
