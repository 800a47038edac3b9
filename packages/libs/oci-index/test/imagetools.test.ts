import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf, type ImageConfig, parseImageConfig, parseManifest } from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import { indexSource, parseAnnotations, planIndex } from '../src/index.ts';
import { policy } from './policy.ts';

/** What `tools/oci/record-imagetools.ts` recorded of the real buildx. */
interface Recording {
  readonly buildx: string;
  readonly annotations: readonly string[];
  readonly sources: readonly {
    readonly media_type: string;
    readonly manifest: string;
    readonly config?: string;
  }[];
  readonly expected: string;
}

const folder = join(import.meta.dirname, 'fixtures', 'imagetools');
const names = readdirSync(folder);

describe('the bytes are those of docker buildx imagetools create', () => {
  it.each(names)('%s', (name) => {
    const recording = read(name);
    const plan = planIndex(sourcesOf(recording), { kind: 'absent' }, policyOf(recording));
    expect(plan).toMatchObject({ action: 'create' });
    if (plan.action !== 'create') return;
    expect(Buffer.from(plan.index.bytes).toString('utf8')).toBe(recording.expected);
    expect(plan.index.digest).toBe(digestOf(recording.expected));
  });

  it.each(names)('%s, whatever the order of its sources', (name) => {
    const recording = read(name);
    const plan = planIndex(sourcesOf(recording).toReversed(), { kind: 'absent' }, policyOf(recording));
    expect(plan).toMatchObject({ action: 'create', index: { digest: digestOf(recording.expected) } });
  });

  it('for twelve cases of buildx v0.36.1', () => {
    expect(names).toHaveLength(12);
    expect(new Set(names.map((name) => read(name).buildx))).toEqual(new Set(['v0.36.1']));
  });
});

function read(name: string): Recording {
  return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}

function policyOf({ annotations }: Recording) {
  return policy({ annotations: parseAnnotations(annotations) });
}

function sourcesOf({ sources }: Recording) {
  return sources.map(({ media_type, manifest, config }, at) => {
    const stored = parseManifest(Buffer.from(manifest), media_type, `source ${at}`);
    const known: { config?: ImageConfig } =
      config === undefined ? {} : { config: parseImageConfig(Buffer.from(config), `source ${at}`) };
    return indexSource(`source ${at}`, stored, known);
  });
}
