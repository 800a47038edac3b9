import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { toolOrSkip } from '@gatehouse/toolchain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createScene,
  runWorkflow,
  type Scene,
  type Stage,
  startStage,
  type WorkflowRun,
} from '../../src/index.ts';
import { LIBRARY } from './library.ts';

const act = await toolOrSkip('act');
const PATH = process.env.PATH;

/** Everything in it wants to make a file; none may. */
const steps = (bin: string, made: string): readonly string[] => [
  `run: sudo touch ${made}/plain`,
  `run: ${bin}/sudo touch ${made}/whole-path`,
  `{ shell: sh, run: '${bin}/sudo touch ${made}/whole-path-sh' }`,
  `{ shell: 'bash -l {0}', run: 'sudo touch ${made}/login; ${bin}/sudo touch ${made}/login-whole-path' }`,
  `{ shell: 'sh -l {0}', run: 'sudo touch ${made}/login-sh' }`,
  `run: 'PATH=${bin}:/usr/bin:/bin; sudo touch ${made}/path-again'`,
  `run: 'export PATH="${bin}:/usr/bin:/bin"; sudo touch ${made}/path-exported'`,
  `{ env: { PATH: '${bin}:/usr/bin:/bin' }, run: 'sudo touch ${made}/path-of-step' }`,
  `run: echo ${bin} >> "$GITHUB_PATH"`,
  `run: sudo touch ${made}/path-in-front; bash -c 'sudo touch ${made}/path-bash'; sh -c 'sudo touch ${made}/path-sh'`,
  'run: ./called.sh; ./called-by-bash.sh; sh called.sh',
  'uses: ./composite',
  'uses: ./program',
  `run: echo text | sudo tee ${made}/tee`,
  `run: sudo -E bash -c 'touch ${made}/nested'`,
  `run: sh -c 'PATH=${bin}:$PATH; sudo touch ${made}/path-of-inner-sh'`,
  `run: bash -p -c "export X=1 PATH=${bin}:\\$PATH; sudo touch ${made}/path-of-inner-bash"`,
  `run: sh -c "PATH=${bin}:\\$PATH; sudo touch ${made}/path-in-quotes"`,
];

describe.skipIf(act === undefined || process.platform === 'win32')(
  'T8: a program that changes the machine',
  () => {
    let folder: string;
    let bin: string;
    let made: string;
    let scene: Scene;
    let stage: Stage;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'machine-programs-'));
      bin = join(folder, 'bin');
      made = join(folder, 'made');
      for (const path of [bin, made]) await mkdir(path);
      // Runs what it is given, as the real one does.
      await writeFile(join(bin, 'sudo'), '#!/bin/sh\n[ "$1" = -E ] && shift\nexec "$@"\n', { mode: 0o755 });
      process.env.PATH = [bin, PATH].join(delimiter);
      scene = await createScene({
        repository: 'acme/widgets',
        files: {
          'called.sh': `#!/bin/sh\nsudo touch ${made}/called\n`,
          'called-by-bash.sh': `#!/bin/bash\nsudo touch ${made}/called-by-bash\n`,
          'composite/action.yml': `name: a\ndescription: a\nruns:\n  using: composite\n  steps:\n    - { shell: bash, run: 'sudo touch ${made}/composite' }\n    - { shell: sh, run: 'sudo touch ${made}/composite-sh' }\n`,
          'program/action.yml': 'name: a\ndescription: a\nruns: { using: node24, main: main.mjs }\n',
          'program/main.mjs': `import { execSync } from 'node:child_process';\nexecSync('sudo touch ${made}/program');\n`,
        },
      });
      stage = await startStage({ routes: [] });
    });
    afterAll(async () => {
      process.env.PATH = PATH;
      await stage.close();
      await scene.close();
      await rm(folder, { recursive: true });
    });

    const play = (list: readonly string[], more: Partial<WorkflowRun> = {}) => {
      const items = list.map((step) => `      - ${step}\n`).join('');
      const checkout = '      - uses: actions/checkout@v7\n      - run: chmod +x *.sh\n';
      return runWorkflow({
        act: act ?? '',
        workflow: { kind: 'file', file: 'ci.yml' },
        workflows: {
          'ci.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${checkout}${items}`,
        },
        event: { name: 'push' },
        library: LIBRARY,
        scene,
        stage,
        runId: 8,
        ...more,
      });
    };

    test('leaves nothing, whichever way it is called, and each call is told', async () => {
      const { conclusion, standInCalls = [] } = await play(steps(bin, made));
      expect(await readdir(made)).toEqual([]);
      expect(conclusion).toBe('success');
      expect(standInCalls).toContainEqual({
        program: 'sudo',
        args: ['touch', join(made, 'plain')],
        job: 'a',
        step: expect.any(String),
      });
      // 17 steps with one call, of which two have two, one has three, and one more in the composite action.
      expect(standInCalls.map(({ args }) => args.at(-1))).toHaveLength(23);
    });

    test('is the real one where that is asked for', async () => {
      const { conclusion, standInCalls } = await play([`run: sudo touch ${made}/real`], {
        realPrograms: ['sudo'],
      });
      expect({ conclusion, standInCalls }).toEqual({ conclusion: 'success', standInCalls: [] });
      expect(await readdir(made)).toEqual(['real']);
      await rm(join(made, 'real'));
    });

    test('is taken by its whole path in a script of bash that a step calls', async () => {
      const { standInCalls } = await play([
        `run: echo '/usr/bin/docker --password "$TOKEN"' > x.sh; bash x.sh`,
      ]);
      expect(standInCalls).toMatchObject([{ program: 'docker', args: ['--password', ''] }]);
    });

    test('has no secret in what is told of it', async () => {
      const { standInCalls } = await play([`run: 'docker login --password "\${{ secrets.KEY }}"'`], {
        secrets: { KEY: 'the-key-of-the-kingdom' },
      });
      expect(standInCalls).toMatchObject([{ program: 'docker', args: ['login', '--password', '***'] }]);
    });

    test.each([
      [`{ shell: python, run: 'import os; os.system("/usr/bin/sudo touch x")' }`],
      [`run: env -i sudo touch x`],
    ])('is refused where a step would get around its stand-in: %s', async (step) => {
      await expect(play([step])).rejects.toMatchObject({
        code: 'NOT_PLAYABLE',
        message: expect.stringMatching(/past its stand-in:\n- ci\.yml:8 /),
      });
    });

    test('is refused where a script would get around its stand-in', async () => {
      const around = await createScene({
        repository: 'acme/widgets',
        files: {
          'install.sh': '#!/bin/sh\n# /usr/bin/sudo\n/usr/bin/sudo touch x\n',
          'README.md': '/usr/bin/sudo\n',
          'constants.py': 'SUDO = "/usr/bin/sudo"\n',
          'build.py': 'run("/usr/bin/sudo")\n',
        },
      });
      try {
        await expect(play(['run: sh install.sh; python build.py'], { scene: around })).rejects.toMatchObject({
          code: 'NOT_PLAYABLE',
          message: expect.stringMatching(
            /past its stand-in:\n- build\.py:1 .*\n- install\.sh:3 "\/usr\/bin\/sudo touch x"$/,
          ),
        });
      } finally {
        await around.close();
      }
    });

    test('is refused where a script sets a PATH that would find the real one', async () => {
      const around = await createScene({
        repository: 'acme/widgets',
        files: {
          'bash.sh': `#!/bin/bash\nexport PATH="${bin}:$PATH"\nsudo touch ${made}/by-bash\n`,
          'sh.sh': `#!/bin/sh\nPATH=/no/such/folder:${bin}:$PATH\nsudo touch ${made}/by-sh\n`,
          'composite/action.yml': `name: a\ndescription: a\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: PATH=${bin}:$PATH sudo touch ${made}/by-action\n`,
          'behind.sh': `#!/bin/sh\nPATH=$PATH:${bin}\nsudo true\n`,
          'elsewhere.sh': '#!/bin/sh\nPATH=/no/such/folder:$PATH\nsudo true\n',
          'without.sh': `#!/bin/sh\nPATH=${bin}:$PATH\nmake\n`,
        },
      });
      try {
        await expect(play(['run: ./bash.sh'], { scene: around })).rejects.toMatchObject({
          code: 'NOT_PLAYABLE',
          message: expect.stringMatching(
            /past its stand-in:\n- bash\.sh:2 .*\n- composite\/action\.yml:7 .*\n- sh\.sh:2 [^\n]*$/,
          ),
        });
        expect(await readdir(made)).toEqual([]);
      } finally {
        await around.close();
      }
    });
  },
);
