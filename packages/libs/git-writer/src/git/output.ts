import type { Commit, TreeEntry } from '../branch.ts';

/** Reads `git ls-tree -z`. */
export function parseTree(output: string): readonly TreeEntry[] {
  return output.split('\0').flatMap((record) => {
    const [, mode, oid, name] = /^(\d{6}) \w+ ([0-9a-f]+)\t([\s\S]*)$/.exec(record) ?? [];
    return mode === undefined || oid === undefined || name === undefined ? [] : [{ mode, oid, name }];
  });
}

/** Reads `git log -z` in the format id, parents, message. */
export function parseHistory(output: string): readonly Commit[] {
  return output.split('\0').flatMap((record) => {
    const [oid = '', parents = '', ...message] = record.split('\n');
    if (!/^[0-9a-f]{40,64}$/.test(oid)) return [];
    return [{ oid, parents: parents.split(' ').filter(Boolean), message: message.join('\n') }];
  });
}

/** Reads `git cat-file --batch`: `<id> blob <size>`, the bytes, a newline; a missing one is left out. */
export function parseBlobs(output: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const blobs = new Map<string, Uint8Array>();
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(10, at);
    const header = Buffer.from(output.subarray(at, end)).toString('latin1');
    const [, oid, size] = /^([0-9a-f]+) blob (\d+)$/.exec(header) ?? [];
    at = end + 1;
    if (oid === undefined) continue;
    blobs.set(oid, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
