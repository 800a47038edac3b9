import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { quote } from '@gatehouse/action-kit';
import { algorithmOf, blobName, type Descriptor } from '@gatehouse/oci-client';
import { badOutput } from '../error.ts';

/** What the tool makes of a layer is a small part of it; nothing that it adds is larger: 1 GiB. */
const LARGEST_ADDED = 2 ** 30;

/** Fails with `SOCI_OUTPUT` unless `path` is a folder of folders and plain files: no link leads out of it. */
export async function refuseLinks(path: string): Promise<void> {
  const top = await lstat(path).catch(() => undefined);
  if (top === undefined) throw badOutput('no folder', 'an OCI layout');
  if (!top.isDirectory()) throw badOutput('a file or a link in place of a folder', 'an OCI layout');
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const stray = entries.find((entry) => !entry.isDirectory() && !entry.isFile());
  if (stray === undefined) return;
  const name = relative(path, join(stray.parentPath, stray.name));
  throw badOutput(`the link or special file ${quote(name)}`, 'folders and plain files only');
}

/** Proves a blob of the output by its size and its digest, without holding it. Fails with `SOCI_OUTPUT`. */
export async function proveBlob(layout: string, { digest, size }: Descriptor): Promise<void> {
  if (size > LARGEST_ADDED) throw badOutput(`${size} bytes as ${digest}`, `at most ${LARGEST_ADDED}`);
  const file = join(layout, blobName(digest));
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw badOutput(`no file for ${digest}`, 'every blob it names');
  if (found.size !== size) throw badOutput(`${found.size} bytes in ${digest}`, `${size} bytes`);
  const algorithm = algorithmOf(digest);
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const is = `${algorithm}:${hash.digest('hex')}`;
  if (is !== digest) throw badOutput(`${is} in the file of ${digest}`, 'the content that its name says');
}
