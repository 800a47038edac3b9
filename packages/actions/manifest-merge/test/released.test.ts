import { type Fault, releaseService, startStage } from '@gatehouse/rehearsal';
import type { ReportedFile } from '@gatehouse/version-manifest';
import { expect, test } from 'vitest';
import { archive, PPC, PPC_22, RUN, S390X } from './legs.ts';
import { setUpFolder } from './scene.ts';

const OTHER = archive('3.14.1', 's390x');
const step = { released: 'require', policy: 'allow-missing' };
const keyIn = (file: ReportedFile) => `${file.version} / linux / ${file.platform_version} / ${file.arch}`;

interface Released {
  readonly files?: readonly ReportedFile[];
  readonly draft?: boolean;
  readonly bytes?: string;
}

/** GitHub with one release of 3.14.2 in which the files lie, if nothing else is said with their own bytes. */
async function onStage({ files = [], draft = false, bytes }: Released, faults: readonly Fault[] = []) {
  const service = releaseService({ repositories: { [RUN.repository]: '/nowhere' } });
  const held = files.map(({ filename }) => ({ filename, bytes: Buffer.from(bytes ?? filename) }));
  service.seed({ repository: RUN.repository, tag: '3.14.2', target: RUN.sha, draft }, held);
  return startStage({ routes: service.routes, faults });
}

test.concurrent('what its release does not hold counts as missing, and the rest is written', async () => {
  await using stand = await setUpFolder();
  await using stage = await onStage({ files: [PPC, PPC_22] });
  const files = [PPC, PPC_22, S390X, OTHER];
  const expected = files.map(keyIn).join('\n');
  const run = { apiUrl: stage.url };
  const { code, outputs, evidence, summary, log } = await stand.merge({
    files,
    step: { ...step, expected },
    run,
  });
  expect([code, outputs.result, outputs.missing]).toEqual(['', 'partial', [keyIn(OTHER), keyIn(S390X)]]);
  expect(evidence.parts?.unreleased).toEqual([
    { key: keyIn(OTHER), reason: 'its tag has no public release' },
    { key: keyIn(S390X), reason: 'the release does not hold it' },
  ]);
  expect(summary).toContain('**Left out, since no public release offers them**');
  expect(log).toContain(`warning: "${keyIn(S390X)}" is left out: the release does not hold it.`);
  expect((await stand.manifest()).flatMap((version) => version.files)).toHaveLength(2);
});

test.concurrent.each([
  ['a draft', { files: [PPC], draft: true }, 'its tag has no public release'],
  ['other bytes', { files: [PPC], bytes: 'another build' }, 'the release holds other bytes under its name'],
])('%s is no release of what was built', async (_, released, reason) => {
  await using stand = await setUpFolder();
  await using stage = await onStage(released);
  const { code, evidence } = await stand.merge({ files: [PPC], step, run: { apiUrl: stage.url } });
  expect([code, evidence.parts?.unreleased]).toEqual(['NO_PARTS', [{ key: keyIn(PPC), reason }]]);
});

test.concurrent('the policy decides about what is not released', async () => {
  await using stand = await setUpFolder();
  await using stage = await onStage({ files: [PPC] });
  const expected = [PPC, S390X].map(keyIn).join('\n');
  const all = { released: 'require', policy: 'require-all', expected };
  const { code } = await stand.merge({ files: [PPC, S390X], step: all, run: { apiUrl: stage.url } });
  expect(code).toBe('PARTS_MISSING');
  await expect(stand.text()).rejects.toThrow('ENOENT');
});

test.concurrent('an API that does not answer proves nothing', async () => {
  await using stand = await setUpFolder();
  await using stage = await onStage({ files: [PPC] }, [
    { on: { path: '/repos/:owner/:repo/releases/tags/:tag' }, kind: 'status', status: 403 },
  ]);
  const { code } = await stand.merge({ files: [PPC], step, run: { apiUrl: stage.url } });
  expect(code).toBe('MISSING_PERMISSION');
});

test.concurrent('without the input nobody is asked', async () => {
  await using stand = await setUpFolder();
  await using stage = await onStage({});
  const { outputs } = await stand.merge({ files: [PPC], run: { apiUrl: stage.url } });
  expect([outputs.result, stage.journal]).toEqual(['complete', []]);
});
