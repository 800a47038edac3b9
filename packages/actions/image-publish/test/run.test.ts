import { describe, expect, it } from 'vitest';
import { viewWith } from '../../../../tools/oci/foreign-client.ts';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import { startRealRegistry } from '../../../../tools/oci/real-registry.ts';
import { built, image } from './built.ts';
import { play } from './play.ts';

describe.skipIf(!ociProgramsOrSkip('docker-registry', 'crane', 'skopeo', 'regctl'))('image-publish', () => {
  it('publishes by version: exact tags, then the floating tags of its groups', async () => {
    await using registry = await startRealRegistry('docker-registry');
    const inputs = { tags: '{version}', 'floating-tags': '{major}.{minor}\n{major}\nlatest' };
    const both = () => [image('amd64'), image('arm64')] as const;
    const first = await play({ ...(await built(registry, both())), ...inputs, version: '1.2.3' });
    expect(first).toMatchObject({
      error: undefined,
      outputs: { action: 'created', tags: ['1.2.3', '1.2', '1', 'latest'] },
    });
    const name = `${registry.host}/acme/widgets`;
    expect(await viewWith('skopeo', `${name}:latest`)).toMatchObject({ digest: first.outputs.digest });
    expect(first.outputs['name-with-digest']).toBe(`${name}@${first.outputs.digest}`);
    expect(first.outputs.platforms).toEqual({
      'linux/amd64': image('amd64').digest,
      'linux/arm64': image('arm64').digest,
    });

    const repair = await play({
      ...(await built(registry, [image('amd64', 'repair'), image('arm64', 'repair')])),
      ...inputs,
      version: '1.2.2',
    });
    expect(repair).toMatchObject({ error: undefined, outputs: { action: 'created', tags: ['1.2.2'] } });
    expect(repair.outputs.evidence).toMatchObject({
      targets: [
        {
          kept_tags: [
            { tag: '1.2' },
            { tag: '1' },
            { tag: 'latest', reason: '1.2.3 is higher than 1.2.2, so latest stays.' },
          ],
        },
      ],
    });
    expect(await viewWith('regctl', `${name}:latest`)).toMatchObject({ digest: first.outputs.digest });

    const again = await play({ ...(await built(registry, both())), ...inputs, version: '1.2.3' });
    expect(again).toMatchObject({
      error: undefined,
      outputs: { action: 'skipped', digest: first.outputs.digest },
    });
  });

  it('fails where a platform would be lost, and reports what it saw', async () => {
    await using registry = await startRealRegistry('crane');
    await play({ ...(await built(registry, [image('amd64'), image('arm64')])), 'floating-tags': 'latest' });
    const lost = await play({
      ...(await built(registry, [image('arm64', 'new')])),
      'floating-tags': 'latest',
    });
    expect(lost.error).toMatchObject({
      code: 'PLATFORMS_LOST',
      message: expect.stringContaining(
        `:latest: This run brings no image for linux/amd64 (${image('amd64').digest})`,
      ),
    });
    expect(lost.outputs).toMatchObject({
      action: 'refused',
      digest: '',
      tags: [],
      evidence: { result: 'refused' },
    });
    expect(lost.summary).toContain('refused');
  });

  it('carries a platform over where it may', async () => {
    await using registry = await startRealRegistry('crane');
    await play({ ...(await built(registry, [image('amd64'), image('arm64')])), 'floating-tags': 'latest' });
    const carried = await play({
      ...(await built(registry, [image('arm64', 'new')])),
      'floating-tags': 'latest',
      'missing-platforms': 'carry',
    });
    expect(carried).toMatchObject({
      error: undefined,
      outputs: { action: 'carried', evidence: { targets: [{ carried: ['linux/amd64'] }] } },
    });
    expect(carried.summary).toContain('kept from the tag');
  });

  it('ends before the tags with stop-after: digest', async () => {
    await using registry = await startRealRegistry('docker-registry');
    const pushed = await play({
      ...(await built(registry, [image('amd64')])),
      tags: '1.0',
      'stop-after': 'digest',
    });
    expect(pushed).toMatchObject({
      error: undefined,
      outputs: { action: 'created', tags: [], evidence: { result: 'pushed' } },
    });
    await expect(viewWith('crane', `${registry.host}/acme/widgets:1.0`)).rejects.toThrow('MANIFEST_UNKNOWN');
    expect(await viewWith('crane', `${pushed.outputs['name-with-digest']}`)).toMatchObject({
      digest: pushed.outputs.digest,
    });
  });

  it('prints the index in a dry run, and writes nothing', async () => {
    await using registry = await startRealRegistry('docker-registry');
    const planned = await play({
      ...(await built(registry, [image('amd64')])),
      tags: '1.0',
      'dry-run': 'true',
    });
    expect(planned).toMatchObject({ error: undefined, outputs: { action: 'created', digest: '', tags: [] } });
    expect(planned.log.join('\n')).toContain('|   "schemaVersion": 2,');
    await expect(viewWith('crane', `${registry.host}/acme/widgets:1.0`)).rejects.toThrow('MANIFEST_UNKNOWN');
  });

  it('names the source that does not come', async () => {
    await using registry = await startRealRegistry('docker-registry');
    const { image: name, sources } = await built(registry, [image('amd64')]);
    const missing = `linux/s390x=${image('s390x').digest}`;
    const late = await play({ image: name, sources: `${sources}\n${missing}`, tags: '1.0', deadline: '2s' });
    expect(late.error).toMatchObject({
      code: 'SOURCES_NOT_READABLE',
      message: expect.stringContaining(`linux/s390x (${image('s390x').digest})`),
    });
    expect(late.outputs).toMatchObject({ action: 'refused', evidence: { result: 'late' } });
  });

  it('reports what it knows when the registry is gone', async () => {
    const registry = await startRealRegistry('docker-registry');
    const inputs = await built(registry, [image('amd64')]);
    await registry[Symbol.asyncDispose]();
    const failed = await play({ ...inputs, tags: '1.0', deadline: '1s' });
    expect(failed.error).toMatchObject({ code: 'REGISTRY_TRANSIENT' });
    expect(failed.outputs).toMatchObject({
      action: '',
      digest: '',
      evidence: { result: 'failed', targets: [{ digest: null }] },
    });
  });
});
