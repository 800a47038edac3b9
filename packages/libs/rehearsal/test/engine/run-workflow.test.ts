import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolOrSkip } from '@gatehouse/toolchain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ArtifactService,
  artifactService,
  createScene,
  identityRoutes,
  jobResult,
  runWorkflow,
  type Scene,
  type Stage,
  startStage,
  stepOutput,
  type WorkflowRun,
} from '../../src/index.ts';
import { LIBRARY } from './library.ts';

const act = await toolOrSkip('act');
const PIN = '0123456789abcdef0123456789abcdef01234567';

const LEGS = `
name: Legs
on:
  workflow_dispatch:
    inputs: { loud: { type: boolean, default: false }, word: { type: string } }
jobs:
  plan:
    runs-on: ubuntu-24.04
    outputs: { rows: '\${{ steps.rows.outputs.rows }}' }
    steps:
      - id: rows
        env: { LOUD: '\${{ inputs.loud }}', WORD: '\${{ inputs.word }}', KEY: '\${{ secrets.KEY }}' }
        run: |
          echo 'rows={"include":[{"arch":"a"},{"arch":"b"},{"arch":"c"}]}' >> "$GITHUB_OUTPUT"
          echo "said=$WORD $LOUD" >> "$GITHUB_OUTPUT"
          echo "key=$KEY" >> "$GITHUB_OUTPUT"
          echo "::notice::the key is $KEY"
          node -p process.version
  build:
    name: build (\${{ matrix.arch }})
    needs: plan
    runs-on: ubuntu-24.04
    strategy: { fail-fast: false, matrix: '\${{ fromJSON(needs.plan.outputs.rows) }}' }
    steps:
      - uses: actions/checkout@${PIN}
      - name: Compile
        env: { ARCH: '\${{ matrix.arch }}' }
        run: test "$ARCH" != b || test "$GITHUB_RUN_ATTEMPT" != 1; sleep 0.2; cp built.txt "$ARCH.txt"
      - uses: actions/upload-artifact@${PIN}
        with: { name: 'built-\${{ matrix.arch }}', path: '*.txt' }
      - run: exit 3
        continue-on-error: true
  skipped:
    needs: [plan, build]
    if: needs.plan.outputs.rows == ''
    runs-on: ubuntu-24.04
    steps: [{ run: exit 1 }]
  gather:
    needs: [plan, build]
    if: \${{ !cancelled() && needs.plan.result == 'success' }}
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/download-artifact@${PIN}
        with: { pattern: built-*, path: all }
      - id: files
        run: echo "files=$(find all -name '?.txt' | sort | tr '\\n' ' ')" >> "$GITHUB_OUTPUT"
      - id: attest
        uses: actions/attest-build-provenance@${PIN}
        with: { subject-path: all/**/a.txt }
`;

/** Says much, ends without ending its last line, and fails. */
const LOUD = `
for (let number = 1; number <= 300; number++) console.log('line', number);
process.stdout.write('::error::why');
process.exitCode = 3;
`;

const SECRET = 'the-key-of-the-kingdom';

describe.skipIf(act === undefined)('a workflow run by act', () => {
  let folder: string;
  let scene: Scene;
  let stage: Stage;
  let artifacts: ArtifactService;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'engine-test-'));
    scene = await createScene({
      repository: 'acme/widgets',
      files: {
        'built.txt': 'built\n',
        '.actrc': '--dryrun\n',
        '.env': 'ARCH=wrong\n',
        'loud/action.yml': 'name: Loud\ndescription: Fails aloud.\nruns: { using: node24, main: main.mjs }\n',
        'loud/main.mjs': LOUD,
      },
    });
    artifacts = artifactService({ folder });
    stage = await startStage({ routes: [...artifacts.routes, ...identityRoutes()] });
  });
  afterAll(async () => {
    await stage.close();
    await scene.close();
    await rm(folder, { recursive: true });
  });

  const order = (workflow: string): WorkflowRun => ({
    act: act ?? '',
    workflow: { kind: 'file', file: 'legs.yml' },
    workflows: { 'legs.yml': workflow },
    event: { name: 'workflow_dispatch' },
    inputs: { loud: true, word: 'hello' },
    secrets: { KEY: SECRET },
    library: LIBRARY,
    scene,
    stage,
    runId: 42,
  });

  it('is judged leg by leg, and a second attempt runs only what failed and what needs it', async () => {
    const told: string[] = [];
    const first = await runWorkflow({
      ...order(LEGS),
      onEvent: (event) => told.push(JSON.stringify(event)),
    });
    const legs = Object.fromEntries(first.jobs.map(({ name, result }) => [name, result]));
    expect(legs).toEqual({
      plan: 'success',
      'build (a)': 'success',
      'build (b)': 'failure',
      'build (c)': 'success',
      skipped: 'skipped',
      gather: 'success',
    });
    expect([first.conclusion, jobResult(first, 'build')]).toEqual(['failure', 'failure']);
    expect(stepOutput(first, { job: 'plan', step: 'rows', output: 'said' })).toBe('hello true');
    expect(first.jobs[0]?.steps[0]?.lines.some((line) => /^v2[4-9]\./.test(line))).toBe(true);
    expect(stepOutput(first, { job: 'gather', step: 'files', output: 'files' })).toBe(
      'all/built-a/a.txt all/built-c/c.txt ',
    );
    expect(stepOutput(first, { job: 'gather', step: 'attest', output: 'bundle-path' })).toMatch(
      /attestation/,
    );
    expect(first.jobs.flatMap(({ steps }) => steps).filter(({ continued }) => continued)).toHaveLength(2);
    expect(JSON.stringify(first) + told.join('\n')).not.toContain(SECRET);

    const second = await runWorkflow({ ...order(LEGS), rerunOf: first });
    const again = second.jobs.map(({ name, result, kept }) => ({ name, result, kept }));
    expect(again).toHaveLength(6);
    expect(again).toEqual(
      expect.arrayContaining([
        { name: 'plan', result: 'success', kept: true },
        { name: 'build (a)', result: 'success', kept: true },
        { name: 'build (c)', result: 'success', kept: true },
        { name: 'build (b)', result: 'success', kept: false },
        { name: 'gather', result: 'success', kept: false },
        { name: 'skipped', result: 'skipped', kept: false },
      ]),
    );
    expect([second.attempt, second.conclusion, second.sha]).toEqual([2, 'success', first.sha]);
    expect(
      artifacts
        .artifacts()
        .map(({ name, attempt }) => `${name} ${attempt}`)
        .sort(),
    ).toEqual(['built-a 1', 'built-b 2', 'built-c 1']);
  });

  it.each([
    [
      'a script',
      `run: 'for number in $(seq 300); do echo "line $number"; done; printf ::error::why; exit 3'`,
    ],
    ['an action', 'uses: ./loud'],
  ])('keeps everything that %s says that fails, up to its last word', async (_, step) => {
    const steps = Array.from({ length: 8 }, () => `      - { if: always(), ${step} }\n`);
    const workflow = `on: workflow_dispatch\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@${PIN}\n${steps.join('')}`;
    const { jobs } = await runWorkflow(order(workflow));
    const said = jobs[0]?.steps
      .slice(1)
      .map(({ lines, annotations }) => [lines.length, annotations[0]?.message]);
    expect(said).toEqual(steps.map(() => [301, 'why']));
  });

  it('plays legs side by side, whatever says how many', async () => {
    const workflow = `
on: { workflow_dispatch: { inputs: { most: { type: number, default: 4 } } } }
jobs:
  leg:
    runs-on: ubuntu-24.04
    strategy: { max-parallel: '\${{ inputs.most }}', matrix: { arch: [a, b] } }
    steps:
      - env: { MEETING: '${folder}' }
        run: |
          touch "$MEETING/\${{ matrix.arch }}"
          for _ in $(seq 200); do test -e "$MEETING/a" && test -e "$MEETING/b" && exit; sleep 0.1; done
          exit 1
`;
    expect((await runWorkflow(order(workflow))).conclusion).toBe('success');
  });

  it('says in its log what is played by a stand-in', async () => {
    const workflow = `on: workflow_dispatch\njobs: { a: { runs-on: ubuntu-24.04, steps: [{ uses: actions/setup-node@${PIN}, with: { node-version: 12 } }] } }\n`;
    const { jobs } = await runWorkflow(order(workflow));
    const [step] = jobs[0]?.steps ?? [];
    expect(step?.lines[0]).toContain(`Stand-in for actions/setup-node@${PIN}`);
    expect(step?.annotations[0]?.message).toContain('asks for Node 12');
  });

  it('leaves nothing behind when it is killed, not even what left its session', async () => {
    const workflow = `
on: workflow_dispatch
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - run: |
          setsid sh -c 'trap : TERM HUP; sleep 987.25' &
          env -i setsid sleep 987.25 &
          echo ready
          sleep 987.25
`;
    const controller = new AbortController();
    const { ending, jobs } = await runWorkflow({
      ...order(workflow),
      signal: controller.signal,
      onEvent(event) {
        if (event.kind === 'line' && event.text === 'ready') setTimeout(() => controller.abort(), 200);
      },
    });
    expect([ending, jobs[0]?.result]).toEqual(['killed', 'unfinished']);
    expect(await processesWith('987.25')).toEqual([]);
  });

  it('is refused when it needs what is not here', async () => {
    const steps = (text: string) => `on: workflow_dispatch\njobs:\n  a:\n    runs-on: ${text}\n`;
    const refused = (text: string) => runWorkflow(order(steps(text))).then(() => 'played', String);
    expect(await refused('ubuntu-24.04\n    steps:\n      - uses: octo/unknown@v1')).toMatch(
      /legs\.yml:6 uses "octo\/unknown".*there are stand-ins for/,
    );
    expect(await refused('a-machine-of-mine\n    steps: [{ run: exit 0 }]')).toMatch(
      /legs\.yml:4 the job a: runs on a-machine-of-mine/,
    );
  });
});

async function processesWith(argument: string): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.split('\0').includes(argument));
}
