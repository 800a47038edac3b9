import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { imageFor } from './docker-image.ts';
import { pushImage } from './docker-push.ts';
import { fail, input, setOutput, variable } from './step.ts';

const SKIP = '--skip-action docker/build-push-action leaves such builds out.';
const [platform, ...others] = input('platforms')
  .split(/[\s,]+/)
  .filter((word) => word !== '');
if (platform === undefined || others.length > 0) {
  fail(`Found the platforms "${input('platforms')}"; the stage builds one platform at a time.`);
}
const [, name] =
  /^type=image,name=([^,"]+),push-by-digest=true,name-canonical=true,push=true(?:,oci-mediatypes=true)?$/.exec(
    input('outputs'),
  ) ?? [];
if (name === undefined || input('tags') !== '') {
  fail(
    `Found the outputs "${input('outputs')}" and the tags "${input('tags')}"; the stage builds what is pushed by digest: type=image,name=…,push-by-digest=true,name-canonical=true,push=true. ${SKIP}`,
  );
}
const [, registry, repository] = /^((?:127\.0\.0\.1|localhost):\d+)\/(.+)$/.exec(name) ?? [];
if (registry === undefined || repository === undefined) {
  fail(`Found the image "${name}"; the stage pushes to its own registry only, so nothing was built. ${SKIP}`);
}
const dockerfile = input('file') || join(input('context'), 'Dockerfile');
if (!existsSync(join(variable('GITHUB_WORKSPACE'), dockerfile))) {
  fail(`Found no ${dockerfile}; the build needs it.`);
}
await meetTrouble(platform);

const image = imageFor(platform, {
  seed: variable('GITHUB_SHA'),
  hasProvenance: input('provenance') !== 'false',
});
await pushImage(`http://${registry}/v2/${repository}`, image);
console.log(`${name}@${image.root.digest} (${platform})`);
setOutput('digest', image.root.digest);
setOutput('imageid', image.config.digest);
setOutput('metadata', JSON.stringify({ 'containerimage.digest': image.root.digest, 'image.name': name }));

/** A scenario says which builds fail. */
async function meetTrouble(of: string): Promise<void> {
  const { STAGE_BUILDS: builds } = process.env;
  if (builds === undefined) return;
  const query = new URLSearchParams({ platform: of, attempt: variable('GITHUB_RUN_ATTEMPT') });
  const answer = await fetch(`${variable('STAGE')}${builds}?${query}`);
  if (!answer.ok) fail(`The stage answered ${answer.status} when it was asked for the build of ${of}.`);
  const { error } = (await answer.json()) as { readonly error?: string };
  if (error !== undefined) fail(error);
}
