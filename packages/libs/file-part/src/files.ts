import { quote } from '@gatehouse/action-kit/quote';
import { type Conflict, type FoundItem, type PartKind, shapeMistakes } from '@gatehouse/parts';
import * as z from 'zod/mini';

/** One file that a leg made, under the name that it will have in a release. */
export interface PartFile {
  /** A plain name, the same on every system. */
  readonly name: string;
  /** 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  /** `os/arch` or `os/arch/variant`; absent for a file that is for every platform. */
  readonly platform?: string | undefined;
}

/** What files are held against besides their own part: nothing. */
export type FileRules = undefined;

const form = (pattern: RegExp, wanted: string) => z.string({ error: wanted }).check(z.regex(pattern, wanted));

/** Names that Windows gives to devices, whatever their extension. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;
const NAME = 'a plain file name of at most 255 letters, digits, ".", "_", "+", "-", "~", "@" and spaces';

const name = form(/^[A-Za-z0-9_][\w.+~@ -]{0,254}$/, NAME).check(
  z.refine((found) => !DEVICE.test(found) && !/[. ]$/.test(found), NAME),
);

const shape = z.array(
  z.strictObject(
    {
      name,
      sha256: form(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits'),
      size: z.int({ error: 'a number of bytes' }).check(z.positive('a file that is not empty')),
      platform: z.optional(
        form(/^[a-z0-9]{1,32}\/[a-z0-9_]{1,32}(\/[a-z0-9._]{1,32})?$/, 'os/arch or os/arch/variant'),
      ),
    },
    { error: 'the record of a file' },
  ),
  { error: 'a list of files' },
);

/** Files of any name. A file name is unique within a target: two files of one name cannot be in one release. */
export const files: PartKind<readonly PartFile[], PartFile, FileRules> = {
  name: 'files',
  field: 'files',
  read(value) {
    const parsed = z.safeParse(shape, value);
    if (!parsed.success) return { kind: 'refused', mistakes: shapeMistakes(parsed.error, value, 'files') };
    const twice = [...Map.groupBy(parsed.data, (file) => file.name.toLowerCase()).values()].filter(
      (alike) => alike.length > 1,
    );
    const mistakes = [
      ...(parsed.data.length === 0 ? ['files: found none, expected at least one file'] : []),
      ...twice.map(([file]) => `files: found the name ${quote(file?.name)} twice, expected each name once`),
    ];
    if (mistakes.length > 0) return { kind: 'refused', mistakes };
    return { kind: 'ok', content: parsed.data.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
  },
  items: (content) => content.map((item) => ({ key: item.name, item })),
  differences: (one, other) =>
    (['sha256', 'size', 'platform'] as const).filter((field) => one[field] !== other[field]),
  conflicts: (found) => [...caseClashes(found), ...sameBytes(found)],
  covers: ({ key }) => [key],
  render: (content) =>
    content.map(({ name: file, sha256, size }) => `${file}: ${size} bytes, sha256 ${sha256}`),
};

/** GitHub and most file systems of people take two such names for one. */
function caseClashes(found: readonly FoundItem<PartFile>[]): readonly Conflict[] {
  return [...Map.groupBy(found, ({ key }) => key.toLowerCase()).values()].flatMap(([one, other]) => {
    if (one === undefined || other === undefined) return [];
    const message = `${nameOf(one)} and ${nameOf(other)} differ in case alone`;
    return [{ kind: 'case-clash', key: other.key, sources: [one.source, other.source], message }] as const;
  });
}

/** The same bytes for two platforms: one file was taken under two names. */
function sameBytes(found: readonly FoundItem<PartFile>[]): readonly Conflict[] {
  const first = new Map<string, FoundItem<PartFile>>();
  return found.flatMap((one) => {
    const { sha256, platform } = one.item;
    if (platform === undefined) return [];
    const twin = first.get(sha256);
    if (twin === undefined) first.set(sha256, one);
    if (twin === undefined || twin.item.platform === platform) return [];
    const message = `${nameOf(twin)} and ${nameOf(one)} have the same bytes (sha256 ${sha256}), though for ${twin.item.platform} and ${platform}`;
    return [{ kind: 'same-bytes', key: one.key, sources: [twin.source, one.source], message }] as const;
  });
}

const nameOf = ({ key, source }: FoundItem<PartFile>): string => `${quote(key)} in ${quote(source)}`;
