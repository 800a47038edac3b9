import { memoryLog, type OutputValue } from '@gatehouse/action-kit';
import { describe, expect, it } from 'vitest';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import { readInputs } from '../src/inputs.ts';
import { run } from '../src/run.ts';

async function play(inputs: Readonly<Record<string, string>>) {
  let outputs: Readonly<Record<string, OutputValue>> = {};
  let summary = '';
  const log = memoryLog();
  await run(
    readInputs((name) => inputs[name] ?? ''),
    {
      context: undefined,
      log,
      setOutputs: (set) => {
        outputs = set;
      },
      appendSummary: async (markdown) => {
        summary += markdown;
      },
    },
  );
  await assertEvidence('select-platforms', outputs.evidence);
  return { outputs, summary, log };
}

const leg = (platform: string, runner: unknown, emulated = 'false') => ({
  key: platform,
  platform,
  runner,
  emulated,
});

describe('the legs of an image', () => {
  it('are on runners of GitHub where it has them', async () => {
    const { outputs, summary } = await play({ platforms: 'linux/amd64, linux/arm64\nlinux/386' });
    expect(outputs).toMatchObject({
      matrix: {
        include: [
          leg('linux/amd64', 'ubuntu-24.04'),
          leg('linux/arm64', 'ubuntu-24.04-arm'),
          leg('linux/386', 'ubuntu-24.04'),
        ],
      },
      platforms: 'linux/amd64\nlinux/arm64\nlinux/386',
      count: 3,
    });
    expect(summary).toContain('| linux/arm64 |');
  });

  it('have OCI’s words, and each platform once', async () => {
    const { outputs } = await play({
      platforms: 'x86_64 linux/amd64 aarch64 armhf linux/arm linux/arm/v6',
      qemu: 'missing',
    });
    expect(outputs.platforms).toBe('linux/amd64\nlinux/arm64\nlinux/arm/v7\nlinux/arm/v6');
  });

  it('are on the runners that are named, the longest match first', async () => {
    const { outputs } = await play({
      platforms: 'linux/amd64 linux/arm/v6 linux/arm/v7 linux/s390x',
      runners: 'linux/arm=arm-box\narmhf=v7-box\nlinux/amd64=fast',
      qemu: 'missing',
      'qemu-runner': 'emulator',
    });
    expect(outputs.matrix).toEqual({
      include: [
        leg('linux/amd64', 'fast'),
        leg('linux/arm/v6', 'arm-box'),
        leg('linux/arm/v7', 'v7-box'),
        leg('linux/s390x', 'emulator', 'true'),
      ],
    });
  });

  it('may need several labels, and may all be emulated', async () => {
    const runners = 'linux/s390x=self-hosted, s390x';
    expect((await play({ platforms: 's390x', runners })).outputs.matrix).toEqual({
      include: [leg('linux/s390x', ['self-hosted', 's390x'])],
    });
    expect((await play({ platforms: 's390x amd64', runners, qemu: 'all' })).outputs.matrix).toEqual({
      include: [leg('linux/s390x', 'ubuntu-24.04', 'true'), leg('linux/amd64', 'ubuntu-24.04', 'true')],
    });
  });

  it('without a runner are refused, all of them', async () => {
    await expect(play({ platforms: 'amd64 s390x ppc64le' })).rejects.toMatchObject({
      code: 'NO_RUNNER',
      message: expect.stringContaining('"linux/s390x", "linux/ppc64le"'),
      hint: expect.stringContaining('linux/s390x=LABEL'),
    });
  });

  it.each([
    [{ platforms: '' }, /^platforms: found nothing/],
    [{ platforms: 'linux/pdp11 linux/amd64' }, /platforms: "linux\/pdp11": /],
    [{ platforms: 'amd64', runners: 'linux/amd64' }, /runners: "linux\/amd64": expected PLATFORM=LABEL/],
    [{ platforms: 'amd64', runners: 'amd64=a b' }, /expected PLATFORM=LABEL/],
    [{ platforms: 'amd64', runners: 'amd64=' }, /expected PLATFORM=LABEL/],
    [{ platforms: 'amd64', runners: 'amd64=a\nx86_64=b' }, /found "linux\/amd64" twice/],
    [{ platforms: 'amd64', qemu: 'yes' }, /qemu: found "yes"/],
    [{ platforms: 'amd64', image: 'ghcr.io/acme/Widgets' }, /image: "ghcr.io\/acme\/Widgets": /],
    [{ platforms: 'amd64', image: 'ghcr.io/acme/widgets:1.0' }, /image: /],
  ])('are refused for %j', (inputs: Readonly<Record<string, string>>, message) => {
    expect(() => readInputs((name) => inputs[name] ?? '')).toThrow(message);
  });
});
