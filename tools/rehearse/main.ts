import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { resolve } from './consumer.ts';
import { fanIn, fanOut, plan, type Tell } from './story.ts';
import { makeWorld } from './world.ts';

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s`;
const tell: Tell = (text) => {
  for (const line of text.split('\n')) console.log(`${seconds()}  ${line}`);
};
const chapter = (title: string) => console.log(`\n${seconds()}  ── ${title}`);
const faults: string[] = [];
const expect = (holds: boolean, what: string) => {
  tell(`${holds ? '✓' : '✗'} ${what}`);
  if (!holds) faults.push(what);
};

chapter('Bundling the actions as a release holds them');
const { files } = await bundle();
tell(`${files.size} files in release/`);

const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
try {
  chapter('Setting the stage: a repository with 140 real manifests, artifacts, a flaky download');
  await using world = await makeWorld(folder);
  const before = await world.scene.head();

  chapter('plan: what does upstream have that is not published here?');
  const planned = await plan(world, tell);
  tell(`${planned.rows.length} legs: ${planned.rows.map(({ key }) => key).join(' · ')}`);

  chapter('build: the legs, side by side; one fails, one has a polluted release');
  const legs = await fanOut(world, planned.rows, tell);
  for (const { name, outcome, problem } of legs) tell(`${name}: ${outcome}${problem ? ` — ${problem}` : ''}`);
  expect(
    legs.filter(({ outcome }) => outcome === 'failure').length === 1,
    'one leg failed, three left parts',
  );
  expect(
    world.sdkRequests() === 5,
    'the download that broke twice was tried again, the broken build was not',
  );

  chapter('update-manifests: one writer, while two others push to the same branch');
  const merged = await fanIn(world, planned, tell);
  const commits = await world.scene.commits(before);
  const ours = commits.filter(({ sha }) => sha === merged.outputs.commit);
  expect(merged.exitCode === 0 && merged.outputs.result === 'partial', 'the merge is partial, and says so');
  expect(ours.length === 1, 'exactly one commit holds it');
  expect(
    merged.raced === 8 && commits.length >= 10,
    `all ${commits.length} commits of all writers are on the branch`,
  );

  chapter('The consumer: what does setup-python find now?');
  const manifest = JSON.parse((await world.scene.read('versions-manifest.json')).toString());
  for (const row of planned.rows) {
    const platformVersion = row['platform-version'];
    const url = await resolve(manifest, { version: row.version, arch: row.arch, platformVersion });
    const failed = legs.some(
      ({ name, outcome }) => name === `${row.arch} ${platformVersion}` && outcome === 'failure',
    );
    const right =
      url?.endsWith(`/python-${row.version}-linux-${platformVersion}-${row.arch}.tar.gz`) ?? false;
    expect(
      right === !failed,
      `${row.arch} on ubuntu ${platformVersion}: ${url ?? 'nothing, as its leg failed'}`,
    );
  }
  const text = JSON.stringify(manifest);
  expect(!/trivy|sbom/i.test(text), 'no scan report and no SBOM is in the manifest');

  chapter('What the job summary shows');
  console.log(`\n${merged.summary.trim()}\n`);
  tell(`commit ${merged.outputs.commit} on ${world.scene.branch}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
if (faults.length > 0) {
  console.error(`\nThe rehearsal failed: ${faults.join('; ')}.`);
  process.exitCode = 1;
} else console.log(`\nThe rehearsal passed in ${seconds().trim()}.`);
