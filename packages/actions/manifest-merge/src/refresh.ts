import { ActionError, quote, quoteList } from '@gatehouse/action-kit';
import type { Snapshot } from '@gatehouse/git-writer';
import { decodeText } from '@gatehouse/text-source';
import {
  joinBytes,
  lint,
  type Manifest,
  refreshFromUpstream,
  renderBytes,
} from '@gatehouse/version-manifest';
import type { ManifestRules, RefreshInputs } from './inputs.ts';
import { readText } from './published.ts';

/** What the root manifest is made from. */
export interface RefreshWork extends RefreshInputs {
  readonly readUpstream: () => Promise<string>;
}

/** The root manifest, made anew from upstream's and one's own. */
export interface RefreshedRoot {
  readonly path: string;
  /** Absent when the bytes are the ones that stand there. */
  readonly bytes?: Uint8Array;
  readonly before: string | null;
  /** How many keys of one's own stand in it. */
  readonly added: number;
  /** Keys that upstream has with other content; upstream's stand. */
  readonly shadowed: readonly string[];
}

/**
 * Makes the root manifest anew: upstream's entries, and behind them those of one's own manifests, as
 * they are on the head and with `changed` laid over them.
 */
export async function refreshRoot(
  snapshot: Snapshot,
  changed: ReadonlyMap<string, Uint8Array | null>,
  { readUpstream, manifest: path, own }: RefreshWork,
  rules: ManifestRules,
): Promise<RefreshedRoot> {
  // After the head: whoever wrote that cannot have read a later upstream, so it never goes back in time.
  const upstream = read('The upstream manifest', await readUpstream(), {});
  const paths = new Set((await snapshot.list(own)).filter((found) => found.endsWith('.json')));
  for (const [found, bytes] of changed) {
    if (bytes === null) paths.delete(found);
    else if (found.startsWith(`${own}/`)) paths.add(found);
  }
  const { layout, names, repository } = rules;
  const manifests = [...paths].sort().map(async (found) => {
    const bytes = changed.get(found);
    const raw = bytes ? decodeText(bytes, quote(found)) : ((await readText(snapshot, found)) ?? '[]');
    return read(quote(found), raw, { names, repository, at: { layout, path: found } });
  });
  const { manifest, added, shadowed, conflicting } = refreshFromUpstream(
    upstream,
    await Promise.all(manifests),
  );
  if (conflicting.length > 0) {
    throw new ActionError({
      code: 'OWN_MANIFESTS_CONFLICT',
      message: `The manifests in ${quote(own)} have two contents for ${quoteList(conflicting)}.`,
      hint: 'Keep one of the two. Nothing was written.',
    });
  }
  const before = await readText(snapshot, path);
  const bytes = joinBytes(renderBytes(manifest, endsInNewline(rules, before)));
  const same = before !== null && Buffer.from(before).equals(bytes);
  return { path, before, added: added.length, shadowed, ...(!same && { bytes }) };
}

/** A new root manifest ends in a line break, as upstream's does. */
function endsInNewline({ finalNewline }: ManifestRules, before: string | null): boolean {
  return finalNewline === 'keep' ? before === null || before.endsWith('\n') : finalNewline === 'always';
}

function read(what: string, text: string, options: Parameters<typeof lint>[1]): Manifest {
  const { manifest, findings } = lint(text, options);
  if (manifest) return manifest;
  const errors = findings.filter(({ severity }) => severity === 'error');
  throw new ActionError({
    code: 'UNSOUND_MANIFEST',
    message: `${what} has ${errors.length} errors. The first, at ${quote(errors[0]?.path)}: ${errors[0]?.message}`,
    hint: 'Nothing was written. Mend the file; "repair: true" does so for one\'s own manifests where it can.',
  });
}
