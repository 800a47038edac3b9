import { createHash } from 'node:crypto';
import { quote } from '@gatehouse/action-kit/quote';
import type { GitHubClient } from '@gatehouse/github-client';
import { type KeptPin, readActionFacts } from '@gatehouse/workflow-kit';
import type { Release } from './find-release.ts';
import { ifThere } from './github.ts';
import type { PinRequest } from './pin-request.ts';
import { refusePin } from './refusal.ts';

/** Reads what is to be kept of `request` at `release`, from its `action.yml` at exactly that commit. */
export async function readDefinition(
  client: GitHubClient,
  request: PinRequest,
  release: Release,
): Promise<KeptPin> {
  const { action, path } = request;
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) {
    if ((await fileAt(client, request, path, release)) !== undefined)
      return { kind: 'repository', action, ...release };
    throw refusePin(`${action} has no such workflow at ${release.version}.`, 'Check the path of the file.');
  }
  for (const file of ['action.yml', 'action.yaml']) {
    const text = await fileAt(client, request, path === '' ? file : `${path}/${file}`, release);
    if (text === undefined) continue;
    if (text.includes('\uFFFD')) throw unreadable(`${action} ${release.version}`, file, 'it is not UTF-8');
    const read = readActionFacts(text);
    if (read.kind === 'unreadable') throw unreadable(`${action} ${release.version}`, file, read.why);
    const sha256 = createHash('sha256').update(text).digest('hex');
    return { kind: 'action', action, ...release, file, sha256, facts: read.facts };
  }
  if (path === '') return { kind: 'repository', action, ...release };
  throw refusePin(
    `${action} holds no action.yml at ${release.version} (${release.commit}).`,
    'Check the path behind the name of the repository.',
  );
}

function unreadable(what: string, file: string, why: string) {
  return refusePin(
    `The ${file} of ${what} can't be used: ${why}.`,
    'Look at the file; GitHub may refuse the action, too.',
  );
}

async function fileAt(
  client: GitHubClient,
  { owner, repo }: PinRequest,
  path: string,
  { commit }: Release,
): Promise<string | undefined> {
  const what = `${quote(path)} of ${owner}/${repo} at ${commit}`;
  const accept = 'application/vnd.github.raw+json';
  const params = { owner, repo, path, ref: commit };
  return ifThere(client.getText('/repos/{owner}/{repo}/contents/{path}', params, { accept, what }));
}
