import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@gatehouse/process';
import { toolOrSkip } from '@gatehouse/toolchain';
import { describe, expect, it } from 'vitest';
import { type Fault, type RegistryBehavior, registryService, startStage } from '../../src/index.ts';

const conformance = await toolOrSkip('conformance');

interface Verdict {
  readonly exitCode: number | undefined;
  readonly tests: number;
  readonly failures: readonly string[];
  readonly problems: readonly (string | undefined)[];
}

/** Runs the whole suite against a stage of its own; `settings` are the variables that its README lists. */
async function judge(
  settings: Readonly<Record<string, string>>,
  { behavior = {}, faults = [] }: { behavior?: Partial<RegistryBehavior>; faults?: readonly Fault[] } = {},
): Promise<Verdict> {
  const results = mkdtempSync(join(tmpdir(), 'conformance-'));
  try {
    await using stage = await startStage({ routes: registryService({ behavior }).routes, faults });
    const { exitCode } = await run({
      command: conformance ?? '',
      cwd: results,
      env: {
        OCI_REGISTRY: new URL(stage.url).host,
        OCI_TLS: 'disabled',
        OCI_REPO1: 'octo/one',
        OCI_REPO2: 'octo/two',
        OCI_RESULTS_DIR: results,
        ...settings,
      },
      timeoutMs: 60_000,
    });
    const report = readFileSync(join(results, 'junit.xml'), 'utf8');
    return {
      exitCode,
      tests: Number(/<testsuites [^>]*tests="(\d+)"/.exec(report)?.[1]),
      failures: [...report.matchAll(/<testcase name="([^"]+)"[^>]*status="(?:failure|error)"/g)].map(
        ([, name = '']) => name,
      ),
      problems: stage.journal.map(({ problem }) => problem).filter((problem) => problem !== undefined),
    };
  } finally {
    rmSync(results, { recursive: true });
  }
}

describe.skipIf(conformance === undefined)("the distribution spec's own suite", () => {
  it.each([
    { version: '1.1', atLeast: 850 },
    { version: 'dev', atLeast: 950 },
  ])(
    'has no failure in version $version: pull, push, discovery, management, referrers',
    async ({ version, atLeast }) => {
      const settings = {
        OCI_VERSION: version,
        OCI_API_BLOBS_DIGEST_HEADER: 'true',
        OCI_API_BLOBS_UPLOAD_CANCEL: 'true',
        OCI_API_MANIFESTS_DIGEST_HEADER: 'true',
        OCI_API_MANIFESTS_TAG_PARAM: 'true',
      };
      const { tests, ...verdict } = await judge(settings);
      expect(verdict).toEqual({ exitCode: 0, failures: [], problems: [] });
      expect(tests).toBeGreaterThanOrEqual(atLeast);
    },
  );

  it('takes manifests whose content is elsewhere when it is told to', async () => {
    const settings = { OCI_VERSION: 'dev', OCI_DATA_SPARSE: 'true' };
    const { tests: _tests, ...verdict } = await judge(settings, { behavior: { content: 'may-be-missing' } });
    expect(verdict).toEqual({ exitCode: 0, failures: [], problems: [] });
  });

  it('notices a registry whose referrers are no index', async () => {
    const on = { method: 'GET', path: /\/referrers\// };
    const faults = [{ kind: 'status', on, status: 200, body: '{}' }] as const;
    const { exitCode, failures } = await judge({ OCI_VERSION: '1.1' }, { faults });
    expect(exitCode).toBe(1);
    expect(failures).toContainEqual(expect.stringContaining('referrers'));
  });
});
