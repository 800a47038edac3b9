import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nameOfPart } from '@gatehouse/parts';
import { run as exec } from '@gatehouse/process';
import { beforeAll, describe, expect, test } from 'vitest';
import { runBuiltAction } from '../../../../tools/test/run-built-action.ts';
import { MATRIX, partOf, RUN, renderPart } from './legs.ts';
import { type Stand, setUp } from './scene.ts';

/** Stands before git on PATH: counts the commands, and kills the action around the one that is named. */
const SHIM = (git: string) => `#!/bin/sh
echo $PPID > "$WATCH/action"
echo "$1" >> "$WATCH/commands"
n=$(grep -c . "$WATCH/commands")
test "$KILL" = "before $n" && kill -9 $PPID && exit 1
"${git}" "$@"
code=$?
test "$KILL" = "after $n" && kill -9 $PPID
exit $code
`;

const STEP = { layout: 'version-arch' };
const WRITTEN = ['versions-manifests/3.14.2-ppc64le.json', 'versions-manifests/3.14.2-s390x.json'];

const KILLED = { kind: 'signalled', signal: 'SIGKILL' };

/** Lets the built action merge the parts of four legs, and kills it; gives how it ended. */
async function kill(stand: Stand, when: string) {
  const [bin, parts] = [join(stand.folder, 'bin'), join(stand.folder, 'parts')];
  for (const folder of [bin, parts]) await mkdir(folder);
  for (const file of MATRIX) {
    const part = partOf([file]);
    await writeFile(join(parts, `${nameOfPart(part)}.json`), renderPart(part));
  }
  const shell = { command: 'sh', args: ['-c', 'command -v git'], timeoutMs: 10_000 };
  await writeFile(join(bin, 'git'), SHIM((await exec(shell)).stdout.trim()));
  await chmod(join(bin, 'git'), 0o755);
  const { ending } = await runBuiltAction('manifest-merge', {
    inputs: { ...STEP, 'parts-dir': parts, remote: stand.scene.bare },
    env: {
      GITHUB_REPOSITORY: RUN.repository,
      GITHUB_RUN_ID: String(RUN.runId),
      GITHUB_SHA: RUN.sha,
      PATH: [bin, process.env.PATH].join(delimiter),
      WATCH: stand.folder,
      KILL: when,
    },
  });
  return ending;
}

const commandsOf = async ({ folder }: Stand) =>
  (await readFile(join(folder, 'commands'), 'utf8')).trim().split('\n');

/** All manifests are there or none, and the next attempt ends with the one commit that there should be. */
async function expectBeforeOrAfter(stand: Stand, seed: string): Promise<void> {
  const before = await stand.scene.commits(seed);
  expect(before.map(({ files }) => files)).toEqual(before.length === 0 ? [] : [WRITTEN]);
  const { code, outputs } = await stand.merge({ files: MATRIX, step: STEP, run: { runAttempt: 2 } });
  expect([code, outputs.changed]).toEqual(['', true]);
  const after = await stand.scene.commits(seed);
  expect(after).toMatchObject([{ sha: outputs.commit, files: WRITTEN }]);
  const fsck = { command: 'git', args: ['fsck', '--strict'], cwd: stand.scene.bare, timeoutMs: 10_000 };
  expect((await exec(fsck)).exitCode).toBe(0);
}

let commands: readonly string[];
beforeAll(async () => {
  await using stand = await setUp();
  expect(await kill(stand, 'never')).toMatchObject({ exitCode: 0 });
  commands = await commandsOf(stand);
});

describe('the action, killed', { timeout: 60_000 }, () => {
  // From the first git command to the last one that reads back.
  const points = Array.from({ length: 13 }, (_, at) => [`before ${at + 1}`, `after ${at + 1}`]).flat();

  test('runs as many git commands as are looked at here', () => {
    expect(commands).toHaveLength(points.length / 2);
  });

  test.concurrent.each(points)('%s of its git commands, leaves the branch whole', async (when) => {
    await using stand = await setUp();
    const seed = await stand.scene.head();
    expect(await kill(stand, when)).toMatchObject(KILLED);
    await expectBeforeOrAfter(stand, seed);
  });

  test.concurrent.each(['pre-receive', 'update', 'post-receive'])(
    'while the other side is in its hook %s, leaves the branch whole',
    async (hook) => {
      await using stand = await setUp();
      const seed = await stand.scene.head();
      const path = join(stand.scene.bare, 'hooks', hook);
      const once = 'test -e broken && exit 0; touch broken';
      const done = `${stand.folder}/done`;
      await writeFile(path, `#!/bin/sh\n${once}\nkill -9 $(cat "${stand.folder}/action")\ntouch "${done}"\n`);
      await chmod(path, 0o755);
      expect(await kill(stand, 'never')).toMatchObject(KILLED);
      // The push goes on by itself for a moment: git does not notice that nobody waits for it.
      while ((await readFile(done).catch(() => undefined)) === undefined) await pause(20);
      await expectBeforeOrAfter(stand, seed);
    },
  );
});
