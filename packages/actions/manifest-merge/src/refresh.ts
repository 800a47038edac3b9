import { ActionError, quote, quoteList } from '@gatehouse/action-kit';
import type { Snapshot } from '@gatehouse/git-writer';
import { decodeText } from '@gatehouse/text-source';
import {
  formOf,
  joinBytes,
  type LintOptions,
  lint,
  type Manifest,
  refreshFromUpstream,
  renderBytes,
  type TextForm,
} from '@gatehouse/version-manifest';
import { type Fault, faultsOf, listFaults } from './faults.ts';
import type { ManifestRules, RefreshInputs } from './inputs.ts';
import { type Notice, noticesIn } from './notices.ts';
import { readText } from './read-manifests.ts';

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
  /** What the lint remarked about upstream's manifest and one's own. */
  readonly notices: readonly Notice[];
}

const UPSTREAM = 'upstream-manifest';

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
  const upstreamText = await readUpstream();
  const paths = new Set((await snapshot.list(own)).filter((found) => found.endsWith('.json')));
  for (const [found, bytes] of changed) {
    if (bytes === null) paths.delete(found);
    else if (found.startsWith(`${own}/`)) paths.add(found);
  }
  const { layout, names, repository } = rules;
  const ownTexts = await Promise.all(
    [...paths].sort().map(async (found) => {
      const bytes = changed.get(found);
      const text = bytes ? decodeText(bytes, quote(found)) : ((await readText(snapshot, found)) ?? '[]');
      return [found, text] as const;
    }),
  );
  const reading = new SoundReading();
  const upstream = reading.take(UPSTREAM, upstreamText, {});
  const owned = ownTexts.map(([found, text]) =>
    reading.take(found, text, { names, repository, at: { layout, path: found } }),
  );
  reading.requireSound();
  const { manifest, added, shadowed, conflicting } = refreshFromUpstream(upstream, owned);
  if (conflicting.length > 0) {
    throw new ActionError({
      code: 'OWN_MANIFESTS_CONFLICT',
      message: `The manifests in ${quote(own)} have two contents for ${quoteList(conflicting)}.`,
      hint: 'Keep one of the two. Nothing was written.',
    });
  }
  const before = await readText(snapshot, path);
  const bytes = joinBytes(renderBytes(manifest, formFor(rules, before)));
  const same = before !== null && Buffer.from(before).equals(bytes);
  const { notices } = reading;
  return { path, before, added: added.length, shadowed, notices, ...(!same && { bytes }) };
}

/** A new root manifest has LF and ends in a line break, as upstream's does. */
function formFor({ finalNewline }: ManifestRules, before: string | null): TextForm {
  const kept: TextForm = before === null ? { lineEnd: '\n', finalNewline: true } : formOf(before);
  return finalNewline === 'keep' ? kept : { ...kept, finalNewline: finalNewline === 'always' };
}

/** Reads manifests one after the other, and refuses them together: one bad file hides no other. */
class SoundReading {
  readonly notices: Notice[] = [];
  readonly #faults: Fault[] = [];

  take(what: string, text: string, options: LintOptions): Manifest {
    const { manifest = [], findings } = lint(text, options);
    this.#faults.push(...faultsOf(what, findings));
    this.notices.push(...noticesIn(what, findings));
    return manifest;
  }

  /** Fails with `UNSOUND_MANIFEST` where any of them has errors. */
  requireSound(): void {
    const faults = this.#faults;
    if (faults.length === 0) return;
    const files = new Set(faults.map(({ file }) => file)).size;
    throw new ActionError({
      code: 'UNSOUND_MANIFEST',
      message: listFaults(faults, files === 1 ? 'A manifest has errors:' : `${files} manifests have errors:`),
      hint: 'Nothing was written. Fix the files; "repair: true" does so for your own manifests where it can.',
    });
  }
}
