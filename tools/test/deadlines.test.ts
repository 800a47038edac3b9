import { readFileSync } from 'node:fs';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listActions } from '../repository.ts';
import { HANGS_AT, startHangingServer } from './hanging-server.ts';
import { runBuiltAction } from './run-built-action.ts';

const SHA = 'a'.repeat(40);
const DIGEST = `sha256:${'0'.repeat(64)}`;
const TOKEN = `x.${Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url')}.x`;

/** What each action asks of a server that never answers, at `url`. */
const CALLS: Readonly<Record<string, (url: string) => Readonly<Record<string, string>>>> = {
  'ci-green-gate': () => ({ workflows: '- ci.yml', branch: 'main', sha: SHA }),
  'image-publish': (url) => ({
    image: `${new URL(url).host}/octo/widgets`,
    sources: `linux/amd64=${DIGEST}`,
    'floating-tags': 'latest',
  }),
  'manifest-merge': () => ({ token: 'ghs_hush' }),
  'select-versions': (url) => ({
    arches: 'ppc64le',
    'platform-versions': '24.04',
    version: '3.14.2',
    'upstream-manifest': `${url}/manifest.json`,
  }),
  'settings-audit': () => ({ path: 'expected.yml', token: 'ghs_hush' }),
};

/** These end commands and uploads at their deadline; their own tests show it. */
const WITHOUT_REQUESTS = ['manifest-part', 'retry-run'];

/** Long beyond the deadline of a second, and short of any time that an action takes by default. */
const FAR_TOO_LONG_MS = 25_000;

test('every action with a deadline is among them', () => {
  const withDeadline = listActions().filter(({ folder }) =>
    /^ {2}deadline:/m.test(readFileSync(join(folder, 'action.yml'), 'utf8')),
  );
  expect(withDeadline.map(({ name }) => name).sort()).toEqual(
    [...Object.keys(CALLS), ...WITHOUT_REQUESTS].sort(),
  );
});

describe.each(HANGS_AT)('H3: a server that hangs at "%s"', (at) => {
  test.each(Object.entries(CALLS))(
    'is left by %s at its deadline, with one error',
    async (name, inputsAt) => {
      await using server = await startHangingServer(at);
      await using workspace = await mkdtempDisposable(join(tmpdir(), 'gatehouse-deadlines-'));
      await writeFile(join(workspace.path, 'expected.yml'), 'environments: { pypi: { deploy-from: any } }');
      const { url } = server;
      const { ending, exitCode, annotations } = await runBuiltAction(name, {
        inputs: { ...inputsAt(url), deadline: '1s' },
        env: {
          GITHUB_API_URL: url,
          GITHUB_WORKSPACE: workspace.path,
          ACTIONS_RESULTS_URL: url,
          ACTIONS_RUNTIME_TOKEN: TOKEN,
        },
        cwd: workspace.path,
        timeoutMs: FAR_TOO_LONG_MS,
      });
      const errors = annotations.filter(({ level }) => level === 'error');
      expect({ kind: ending.kind, exitCode, errors: errors.length }).toEqual({
        kind: 'exited',
        exitCode: 1,
        errors: 1,
      });
      expect(server.requests()).toBeGreaterThan(0);
    },
  );
});
