import { readFile } from 'node:fs/promises';
import type { ReportedFile } from '@gatehouse/version-manifest';
import { expect, test } from 'vitest';
import { type PartOptions, partOf, RUN } from './legs.ts';
import { readManifest, UPSTREAM } from './real-manifests.ts';
import { setUp } from './scene.ts';

const repository = 'actions/python-versions';
const run = { repository };

/** The files of the real manifest as legs report them: by version, in no order. */
async function realReports(): Promise<readonly (readonly [PartOptions, readonly ReportedFile[]])[]> {
  const manifest = await readManifest(UPSTREAM);
  const reports = manifest.map(({ version, release_url, files }) => {
    const reported = files.map(({ platform_version, ...file }) => ({
      ...file,
      version,
      release_url,
      ...(platform_version && { platform_version }),
    }));
    return [{ key: version, run }, reported.toReversed()] as const;
  });
  // Every third first, so that neither end comes in its own order.
  return [0, 1, 2].flatMap((rest) => reports.filter((_, at) => at % 3 === rest));
}

test('the 2,237 files of the real manifest, reported in 248 parts, give its bytes again in one commit', async () => {
  const parts = (await realReports()).map(([options, files]) => partOf(files, options));
  expect(parts).toHaveLength(248);
  await using stand = await setUp();
  const { code } = await stand.merge({ parts, step: { repository }, run });
  expect(code).toBe('');
  expect(await stand.text()).toBe(await readFile(UPSTREAM, 'utf8'));
  expect(await stand.scene.commits()).toHaveLength(2);
  const again = (await realReports()).map(([options, files]) =>
    partOf(files, { ...options, run: { ...run, runId: RUN.runId + 1 } }),
  );
  const { outputs } = await stand.merge({
    parts: again,
    step: { repository },
    run: { ...run, runId: RUN.runId + 1 },
  });
  expect(outputs.changed).toBe(false);
});
