import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePlatform } from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import { cacheStandIn, writeStandIn } from '../../../../tools/soci/program.ts';
import { sampleIndex } from '../../../../tools/soci/sample.ts';
import { startWorld } from './world.ts';

const sample = await sampleIndex([{ architecture: 'amd64' }]);
const failed = (code: string, ...said: readonly string[]) => ({
  kind: 'failed',
  error: { code, message: expect.stringMatching(new RegExp(said.join('.*'))) },
});

describe('on another system than Linux', () => {
  it('a conversion fails before anything is read', async () => {
    await using world = await startWorld(sample);
    expect(await world.convert({}, { system: 'darwin' })).toMatchObject(failed('SOCI_SYSTEM', 'darwin'));
    expect(world.stage.journal).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('the tool', () => {
  it('that is nowhere is an error that says where it was looked for', async () => {
    await using world = await startWorld(sample);
    const env = { PATH: join(world.folder, 'bin'), RUNNER_TOOL_CACHE: join(world.folder, 'cache') };
    expect(await world.convert({}, { env })).toMatchObject(failed('SOCI_ABSENT', 'no soci on PATH', 'cache'));
    expect(world.stage.journal).toEqual([]);
  });

  it('is taken from the path that is given, spaces in it and all', async () => {
    await using world = await startWorld(sample);
    const tool = await writeStandIn(join(world.folder, 'my tools', 'soci-0.15'));
    expect(await world.convert({ tool })).toMatchObject({ kind: 'converted', toolVersion: 'v0.15.0' });
    expect(world.log.lines.at(0)).toContain('from input');
  });

  it.each([
    ['is missing', async () => {}],
    ['is a folder', (path: string) => mkdir(path)],
    ['may not be run', (path: string) => writeFile(path, '').then(() => chmod(path, 0o644))],
  ])('whose given path %s is an error, although there is one on PATH', async (_what, make) => {
    await using world = await startWorld(sample);
    await world.standIn();
    const tool = join(world.folder, 'mine');
    await make(tool);
    expect(await world.convert({ tool })).toMatchObject(failed('SOCI_ABSENT', 'mine'));
  });

  it('is not taken from a relative folder on PATH', async () => {
    await using world = await startWorld(sample);
    const before = process.cwd();
    await world.standIn();
    process.chdir(world.folder);
    try {
      expect(await world.convert({}, { env: { PATH: 'bin::./bin' } })).toMatchObject(failed('SOCI_ABSENT'));
    } finally {
      process.chdir(before);
    }
  });

  it('is found in the tool cache: the newest version that is complete', async () => {
    await using world = await startWorld(sample);
    const root = join(world.folder, 'cache');
    await cacheStandIn(root, '0.9.0');
    await cacheStandIn(root, '0.15.0');
    await cacheStandIn(root, '0.16.0', 'partial');
    await mkdir(join(root, 'soci', 'latest'), { recursive: true });
    const env = { PATH: '', RUNNER_TOOL_CACHE: root };
    expect(await world.convert({}, { env })).toMatchObject({ kind: 'converted', toolVersion: 'v0.15.0' });
    expect(world.log.lines.at(0)).toContain('from tool cache');
  });

  it.each(['v0.14.0 2c4b3d9', '0.14.0', 'v0.15.0-12-g1a2b3c4.m 1a2b3c4.m', 'v1.0.0 x', 'v0.14.1+build.7 x'])(
    'of version %s is used',
    async (version) => {
      await using world = await startWorld(sample);
      await world.standIn({ version });
      expect(await world.convert()).toMatchObject({ kind: 'converted' });
    },
  );

  it.each(['v0.13.0 0123456', 'v0.13.0-60-gabcdef0 abcdef0', 'v0.9.0 x', '0.14.0-rc.1 x'])(
    'of version %s is too old',
    async (version) => {
      await using world = await startWorld(sample);
      await world.standIn({ version });
      const [text = ''] = version.split(' ');
      expect(await world.convert()).toMatchObject(failed('SOCI_VERSION', text, 'expected v0.14.0'));
      expect(world.stage.journal).toEqual([]);
    },
  );

  it.each(['<unknown> <unknown>', '', 'fifteen', 'v0.15 x', 'v0.15.0 x\nv0.15.0 x', 'v0.15.0 x y'])(
    'that calls its version "%s" is not used',
    async (version) => {
      await using world = await startWorld(sample);
      await world.standIn({ version });
      expect(await world.convert()).toMatchObject(failed('SOCI_VERSION', 'is unknown'));
    },
  );

  it('that fails to say its version is an error with its last words', async () => {
    await using world = await startWorld(sample);
    await world.standIn({ spoil: 'fails-at-version' });
    expect(await world.convert()).toMatchObject(
      failed('SOCI_FAILED', 'soci --version', 'exit code 1', 'cannot'),
    );
  });

  it('that cannot be started is an error', async () => {
    await using world = await startWorld(sample);
    const tool = join(world.folder, 'soci');
    await writeFile(tool, '#!/no/such/interpreter\n', { mode: 0o755 });
    expect(await world.convert({ tool })).toMatchObject(failed('SOCI_FAILED', 'could not be started'));
  });

  it('gets a bare environment, the platforms and the sizes, and shows its command line', async () => {
    await using world = await startWorld(
      await sampleIndex([{ architecture: 'amd64' }, { architecture: 'arm64' }]),
    );
    await mkdir(join(world.folder, 'notes'));
    await world.standIn({ notes: join(world.folder, 'notes') });
    const env = {
      PATH: join(world.folder, 'bin'),
      RUNNER_TRACKING_ID: 'github_1',
      GITHUB_TOKEN: 'ghs_x',
      HOME: '/root',
    };
    const options = {
      platforms: [parsePlatform('linux/arm64')],
      spanSize: 1024,
      prefetchFiles: ['/etc/app.json', 'b'],
      optimizations: ['xattr'] as const,
    };
    expect(await world.convert(options, { env })).toMatchObject({ kind: 'converted' });
    const { runs } = await notesIn(world.folder);
    expect(runs.map(({ args }) => args)).toContainEqual([
      'convert',
      ...['--standalone', '--format', 'oci-dir', '--platform', 'linux/arm64'],
      ...['--span-size', '1024', '--min-layer-size', '4096'],
      ...['--prefetch-file', '/etc/app.json', '--prefetch-file', 'b', '--optimizations', 'xattr'],
      ...[join(world.scratch, 'input'), join(world.scratch, 'output')],
    ]);
    for (const run of runs) {
      expect(Object.keys(run.env).sort()).toEqual([
        'GATEHOUSE_TOOL_RUN',
        'PATH',
        'RUNNER_TRACKING_ID',
        'TMPDIR',
      ]);
    }
    expect(world.shown()).toMatch(/^\[command\]\S+\/bin\/soci convert --standalone --format oci-dir/);
    expect(world.shown()).toMatch(/^layer sha256:\w+ -> ztoc sha256:\w+$/m);
    expect(world.shown()).not.toContain('ghs_');
  });

  it('is not started with more arguments than the system takes', async () => {
    await using world = await startWorld(sample);
    await world.standIn();
    const prefetchFiles = ['x'.repeat(200_000)];
    expect(await world.convert({ prefetchFiles })).toMatchObject(
      failed('SOCI_FAILED', 'could not be started', 'arguments'),
    );
  });

  it('cannot give commands to the runner', async () => {
    await using world = await startWorld(sample);
    await world.standIn({ spoil: 'commands' });
    expect(await world.convert()).toMatchObject({ kind: 'converted' });
    expect(world.shown()).toContain('add-mask');
    expect(world.shown()).not.toMatch(/^\s*::|\r|##\[/m);
  });
});

async function notesIn(folder: string) {
  const names = (await readdir(join(folder, 'notes'))).filter((name) => name.startsWith('run-'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, 'notes', name), 'utf8')));
  return { runs: texts.map((text) => JSON.parse(text) as { args: string[]; env: Record<string, string> }) };
}
