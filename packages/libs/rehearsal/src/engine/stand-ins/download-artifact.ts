import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, matchesGlob, resolve, sep } from 'node:path';
import { call, type ListedArtifact, listArtifacts } from './artifacts.ts';
import { fail, input, setOutput, variable, warn } from './step.ts';
import { unzip } from './unzip.ts';

const folder = resolve(variable('GITHUB_WORKSPACE'), input('path'));
const name = input('name');
const pattern = input('pattern');
const ids = input('artifact-ids')
  .split(',')
  .map((id) => id.trim())
  .filter((id) => id !== '');
const listed = await listArtifacts();
// The latest of each name, as the action takes it.
const latest = [...new Map(listed.map((one) => [one.name, one])).values()];
const wanted = latest.filter(
  (one) =>
    (name === '' || one.name === name) &&
    (pattern === '' || matchesGlob(one.name, pattern)) &&
    (ids.length === 0 || ids.includes(one.id)),
);
if (name !== '' && wanted.length === 0) {
  fail(`Found no artifact ${name}; this run has ${latest.map((one) => one.name).join(', ') || 'none'}.`);
}
/** The artifact that each file of this step came from. */
const cameFrom = new Map<string, string>();
const flat = name !== '' || ids.length === 1 || input('merge-multiple') === 'true';
for (const artifact of wanted) await download(artifact, flat ? folder : join(folder, artifact.name));
setOutput('download-path', folder);

async function download({ name, job, digest }: ListedArtifact, target: string): Promise<void> {
  const { signed_url: address } = await call('GetSignedArtifactURL', {
    name,
    workflow_job_run_backend_id: job,
  });
  const answer = await fetch(String(address));
  if (!answer.ok) fail(`The download of ${name} was answered with ${answer.status}.`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const found = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  if (digest !== undefined && found !== digest) fail(`${name} has the digest ${found}, expected ${digest}.`);
  for (const member of unzip(bytes)) {
    const path = resolve(target, member.name);
    if (!path.startsWith(target + sep)) fail(`${name} holds ${member.name}, which leaves the folder.`);
    const other = cameFrom.get(path);
    if (other !== undefined) {
      warn(
        `${other} and ${name} both hold ${member.name}, and go into one folder: one of them is lost. GitHub unpacks them at the same time, which can mix their bytes.`,
      );
    }
    cameFrom.set(path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, member.bytes);
  }
  console.log(`${name} → ${target}`);
}
