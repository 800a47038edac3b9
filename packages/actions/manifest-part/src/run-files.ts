import { basename, posix } from 'node:path';
import { quote } from '@gatehouse/action-kit';
import { files, type PartFile } from '@gatehouse/file-part';
import { assetKind, type ExcludedFile } from '@gatehouse/parts';
import { deliver } from './deliver.ts';
import type { Deps } from './deps.ts';
import { findFiles, readFileCandidate } from './files.ts';
import type { FilesInputs } from './files-inputs.ts';
import type { Delivery } from './inputs.ts';
import { inspectArchives } from './inspect-archives.ts';
import type { Outcome } from './outcome.ts';

/** Reads the files of a leg, whatever their names, looks into the archives among them and delivers the part. */
export async function runFiles(inputs: FilesInputs & Delivery, deps: Deps): Promise<Outcome> {
  const { platform, companions, inspection, matrix, key = platform ?? '' } = inputs;
  const found: (PartFile & { readonly path: string })[] = [];
  const excluded: ExcludedFile[] = [];
  for (const path of await findFiles(inputs.globs, deps.cwd)) {
    const name = basename(path);
    if (companions.some((glob) => posix.matchesGlob(name, glob))) {
      excluded.push({ name, reason: 'named in "companions"' });
      deps.log.info(`Left out: ${quote(name)} (named in "companions")`);
      continue;
    }
    const { sha256 = '', size = 0 } = await readFileCandidate(path);
    found.push({ name, sha256, size, path, ...(platform !== undefined && { platform }) });
  }
  const archives = found
    .filter(({ name }) => assetKind(name).kind === 'archive')
    .map(({ name, path, size }) => ({
      filename: name,
      path,
      size,
      platform: inspection?.os ?? '',
      arch: inspection?.arch ?? '',
    }));
  const inspections = await inspectArchives(archives, inspection, deps.log);
  const content = found.map(({ path: _, ...file }) => file);
  const message = { key, target: inputs.target, leg: matrix, content, excluded, rules: undefined };
  const delivered = await deliver(files, message, inputs, deps);
  return { kind: 'files', files: delivered.part.content, inspections, ...delivered };
}
