import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ActionError, messageOf, quote } from '@gatehouse/action-kit';
import { readAssets } from './assets.ts';
import type { Candidate } from './candidate.ts';
import { findFiles, readFileCandidate } from './files.ts';
import type { Source } from './version-files-inputs.ts';

/** Reads the archives' records from wherever the inputs say; paths are relative to `cwd`. */
export async function readCandidates(
  source: Source,
  tag: string,
  cwd: string,
): Promise<readonly Candidate[]> {
  switch (source.kind) {
    case 'files': {
      const found: Candidate[] = [];
      // One after the other: the disk is the bottleneck, and so memory stays where it is.
      for (const path of await findFiles(source.globs, cwd)) found.push(await readFileCandidate(path));
      return found;
    }
    case 'assets':
      return readAssets(source.text, tag);
    case 'assets-file':
      return readAssets(await readList(resolve(cwd, source.path)), tag);
    default:
      return source satisfies never;
  }
}

async function readList(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (thrown) {
    throw new ActionError({
      code: 'BAD_ASSET_LIST',
      message: `The list of assets cannot be read: ${quote(messageOf(thrown))}.`,
      hint: 'Look at "assets-file" and at the step that writes it.',
      cause: thrown,
    });
  }
}
