import { ActionError, quote } from '@gatehouse/action-kit';
import { isVersion, sortDescending } from '@gatehouse/version-manifest';

/** A version that can be built. */
export interface Available {
  readonly version: string;
  /** Whether any of its files has a `-freethreaded` arch: older versions cannot be built that way. */
  readonly freethreaded: boolean;
}

/** What a manifest offers. */
export interface Offer {
  /** Without repetition, in descending SemVer order, so that the order of the manifest never matters. */
  readonly ranked: readonly Available[];
  /** How many entries were left out, and why. */
  readonly ignored: {
    readonly withoutVersion: number;
    readonly notSemver: number;
    readonly repeated: number;
  };
}

/**
 * Reads what a manifest offers. An entry without a usable version is left out and counted; anything
 * else that `setup-python` would reject (no list, an empty list, `files` that is no list, `stable` that
 * is no boolean) refuses the manifest, because a damaged one would silently plan too little.
 */
export function readOffer(text: string, where: string): Offer {
  const entries = parseEntries(text, where);
  const offered = new Map<string, Available>();
  const ignored = { withoutVersion: 0, notSemver: 0, repeated: 0 };
  for (const [index, entry] of entries.entries()) {
    const version = isObject(entry) ? entry.version : undefined;
    if (typeof version !== 'string' || version === '') ignored.withoutVersion++;
    else if (!isVersion(version)) ignored.notSemver++;
    else {
      const files = acceptedFiles(entry);
      if (files === undefined) throw refused(where, `entry ${index} (${quote(version)}) is damaged`);
      const freethreaded = files.some(({ arch }) => arch.endsWith('-freethreaded'));
      const known = offered.get(version);
      if (known) ignored.repeated++;
      offered.set(version, { version, freethreaded: freethreaded || known?.freethreaded === true });
    }
  }
  if (offered.size === 0) throw refused(where, `none of its ${entries.length} entries has a version`);
  return { ranked: sortDescending(offered.values()), ignored };
}

function parseEntries(text: string, where: string): readonly unknown[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch (cause) {
    throw refused(
      where,
      `it is no JSON (${text.length} characters, beginning with ${quote(text.slice(0, 40))})`,
      cause,
    );
  }
  if (!Array.isArray(manifest)) throw refused(where, `it holds ${quote(manifest)}`);
  if (manifest.length === 0) throw refused(where, 'it is an empty list');
  return manifest;
}

/** The files of an entry that `setup-python` accepts, else `undefined`. */
function acceptedFiles(entry: unknown): readonly { readonly arch: string }[] | undefined {
  if (!isObject(entry) || typeof entry.stable !== 'boolean') return undefined;
  const { files } = entry;
  const texts = ['filename', 'platform', 'arch', 'download_url'];
  const accepted =
    Array.isArray(files) &&
    files.every((file) => isObject(file) && texts.every((name) => typeof file[name] === 'string'));
  return accepted ? files : undefined;
}

interface Fields {
  readonly [name: string]: unknown;
  readonly version?: unknown;
  readonly stable?: unknown;
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function refused(where: string, found: string, cause?: unknown): ActionError<'BAD_MANIFEST'> {
  return new ActionError({
    code: 'BAD_MANIFEST',
    message: `The manifest ${where} cannot be planned from: ${found}; expected a list of versions as setup-python reads it.`,
    hint: 'Check that "upstream-manifest" names a versions-manifest.json, and that it was written completely.',
    cause,
  });
}
