import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { zip } from '../../fixtures/zip.ts';
import { call } from './artifacts.ts';
import { fail, input, setOutput, variable, warn } from './step.ts';

const workspace = variable('GITHUB_WORKSPACE');
const name = input('name');
const hidden = input('include-hidden-files') === 'true';
const lines = input('path')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '');
const excluded = new Set(
  lines.filter((line) => line.startsWith('!')).flatMap((line) => files(line.slice(1))),
);
const found = [...new Set(lines.filter((line) => !line.startsWith('!')).flatMap(files))]
  .filter((file) => !excluded.has(file))
  .filter(
    (file) =>
      hidden ||
      !relative(workspace, file)
        .split(sep)
        .some((part) => /^\.[^.]/.test(part)),
  )
  .sort();

if (found.length === 0) {
  const message = `No file was found with ${JSON.stringify(lines)}; the artifact ${name} is not there.`;
  if (input('if-no-files-found') === 'error') fail(message);
  if (input('if-no-files-found') === 'warn') warn(message);
} else await upload();

async function upload(): Promise<void> {
  const root = commonFolder(found);
  const members = found.map((file) => ({
    name: relative(root, file).split(sep).join('/'),
    bytes: readFileSync(file),
  }));
  const bytes = zip(members);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (input('overwrite') === 'true') await call('DeleteArtifact', { name });
  const { signed_upload_url: address } = await call('CreateArtifact', { name, version: 4 });
  const put = await fetch(String(address), { method: 'PUT', body: bytes });
  if (!put.ok) fail(`The upload of ${name} was answered with ${put.status}.`);
  const { artifact_id: id } = await call('FinalizeArtifact', {
    name,
    size: String(bytes.length),
    hash: `sha256:${digest}`,
  });
  console.log(`${name}: ${members.map((member) => member.name).join(', ')}`);
  setOutput('artifact-id', String(id));
  setOutput('artifact-digest', digest);
}

function files(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: workspace })
    .map((path) => resolve(workspace, path))
    .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The deepest folder that holds them all, which the action leaves out of the names. */
function commonFolder(paths: readonly string[]): string {
  let root = dirname(paths[0] ?? workspace);
  while (!paths.every((path) => path.startsWith(root + sep))) root = dirname(root);
  return root;
}
