import { ActionError, quote } from '@gatehouse/action-kit';
import { isTag, type TagList } from '@gatehouse/oci-client';
import { compareVersions, readVersion, type Version } from '@gatehouse/version-manifest';

/** What is to be known to move tags that follow the highest version of a group. */
export interface FloatingTagRequest {
  /** The version that is published, SemVer: `1.2.3`. */
  readonly version: string;
  /** The exact tag of a version, which tells versions from other tags: `{version}`, `v{version}-alpine`. */
  readonly exact: string;
  /** Tags in the order in which they move: `{major}.{minor}`, `{major}`, `latest`. */
  readonly floating: readonly string[];
  /** The tags of the repository now. */
  readonly tags: TagList;
}

/** Whether a floating tag moves to the version, and why. */
export interface FloatingTag {
  readonly tag: string;
  readonly action: 'move' | 'keep';
  readonly reason: string;
}

/**
 * Decides which floating tags move: only the highest version of a group moves the group's tag. A rebuild of that
 * version moves it, an older version and a pre-release do not. Fails with `INVALID_TAG_TEMPLATE`,
 * `INVALID_VERSION`, or `INCOMPLETE_TAG_LIST`: a version that was not seen may be the highest.
 */
export function planFloatingTags({
  version,
  exact,
  floating,
  tags,
}: FloatingTagRequest): readonly FloatingTag[] {
  const own = parseVersion(version);
  if (!tags.complete) {
    throw new ActionError({
      code: 'INCOMPLETE_TAG_LIST',
      message: `Read ${tags.tags.length} tags and not all of them, so a higher version than ${version} may exist.`,
      hint: 'Delete tags that are no longer needed, or leave out the floating tags.',
    });
  }
  const pattern = exactPattern(exact);
  const released = tags.tags
    .map((tag) => readVersion(pattern.exec(tag)?.[1] ?? ''))
    .flatMap((reading) => (reading.kind === 'version' && isStable(reading.version) ? [reading.version] : []));
  return floating.map((template) => decide(own, template, released));
}

/** The tag of a version by its template; fails with `INVALID_TAG_TEMPLATE` where that gives no tag. */
export function tagOf(template: string, version: string): string {
  return fill(template, parseVersion(version));
}

function decide(own: Version, template: string, released: readonly Version[]): FloatingTag {
  const tag = fill(template, own);
  if (!isStable(own)) {
    return { tag, action: 'keep', reason: `${own.version} is a pre-release, which moves no floating tag.` };
  }
  // A group has the versions to which the template gives the same tag.
  const higher = released
    .filter((other) => fill(template, other) === tag && compareVersions(other, own) > 0)
    .sort((one, other) => compareVersions(other, one))[0];
  return higher === undefined
    ? { tag, action: 'move', reason: `${own.version} is the highest version of ${tag}.` }
    : { tag, action: 'keep', reason: `${higher.version} is higher than ${own.version}, so ${tag} stays.` };
}

function fill(template: string, version: Version): string {
  const values: Readonly<Record<string, string>> = {
    version: version.version,
    major: `${version.major}`,
    minor: `${version.minor}`,
    patch: `${version.patch}`,
  };
  const tag = template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
  if (isTag(tag)) return tag;
  throw new ActionError({
    code: 'INVALID_TAG_TEMPLATE',
    message: `The tag template ${quote(template)} gives ${quote(tag)}, which is not a tag; expected text with {version}, {major}, {minor} or {patch}.`,
  });
}

function exactPattern(exact: string): RegExp {
  const [before = '', after, ...more] = exact.split('{version}');
  if (after === undefined || more.length > 0) {
    throw new ActionError({
      code: 'INVALID_TAG_TEMPLATE',
      message: `The template of exact tags is ${quote(exact)}; expected one {version} in it.`,
    });
  }
  const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  return new RegExp(`^${literal(before)}(.+)${literal(after)}$`);
}

function parseVersion(text: string): Version {
  const reading = readVersion(text);
  if (reading.kind === 'version') return reading.version;
  throw new ActionError({ code: 'INVALID_VERSION', message: reading.message });
}

function isStable({ prerelease }: Version): boolean {
  return prerelease.length === 0;
}
