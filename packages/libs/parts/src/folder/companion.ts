import { posix } from 'node:path';
import { assetKind } from './asset-kind.ts';

/** What a file in a folder of parts is, judged by its name: the report says it in these words. */
export function companionByName(source: string): string | undefined {
  const name = posix.basename(source);
  const asset = assetKind(name);
  switch (asset.kind) {
    case 'companion':
      return asset.what;
    case 'archive':
      return 'archive';
    case 'unknown':
      return name.toLowerCase().endsWith('.json') ? undefined : 'no JSON file';
    default:
      return asset satisfies never;
  }
}

/** What a JSON document that is no part is, judged by the fields that its format prescribes. */
export function companionByContent(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const text = (name: string) => {
    const field = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    return typeof field === 'string' ? field : undefined;
  };
  const has = (...names: readonly string[]) => names.every((name) => Object.hasOwn(value, name));
  // https://trivy.dev: "SchemaVersion": 2 beside the name of what was scanned, or the results.
  if (has('SchemaVersion') && (has('ArtifactName') || has('Results'))) return 'scan report';
  if (text('bomFormat') === 'CycloneDX' || text('spdxVersion')?.startsWith('SPDX-')) return 'sbom';
  if (text('$schema')?.includes('sarif') || (has('version', 'runs') && text('version') === '2.1.0'))
    return 'scan report';
  if (text('mediaType')?.startsWith('application/vnd.dev.sigstore.')) return 'signature';
  if (has('payload', 'payloadType') || text('_type')?.startsWith('https://in-toto.io/')) return 'signature';
  // Evidence and plans of the other actions, should they lie in the same artifact.
  return text('schema')?.startsWith('gatehouse.') ? 'record of another action' : undefined;
}
