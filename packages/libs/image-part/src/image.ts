import { quote } from '@gatehouse/action-kit/quote';
import { type FoundItem, type PartKind, shapeMistakes } from '@gatehouse/parts';
import * as z from 'zod/mini';

/** One platform of an image, as a leg pushed it by digest. */
export interface PartImage {
  /** Where it was pushed, without tag or digest: `ghcr.io/acme/widgets`. */
  readonly repository: string;
  /** `os/arch` or `os/arch/variant`, in OCI's words. */
  readonly platform: string;
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  /** When the leg had pushed it: RFC 3339, UTC. An image that cannot be read later is gone, not late. */
  readonly pushed_at: string;
  /** By name; empty where the leg has none. */
  readonly annotations: Readonly<Record<string, string>>;
}

/** What an image is held against besides its own part: nothing. */
export type ImageRules = undefined;

const form = (pattern: RegExp, wanted: string) => z.string({ error: wanted }).check(z.regex(pattern, wanted));

const ANNOTATION = 'a text of at most 4096 characters on one line';

/** Names as in the OCI image specification: a domain in reverse and a word, though others are in use. */
const annotations = z
  .record(
    form(/^[A-Za-z0-9][\w./-]{0,254}$/, 'the name of an annotation such as org.opencontainers.image.source'),
    form(/^[^\p{Cc}\p{Zl}\p{Zp}]{0,4096}$/u, ANNOTATION),
    { error: 'annotations by name' },
  )
  .check(z.refine((found) => Object.keys(found).length <= 100, 'at most 100 annotations'));

const shape = z.strictObject(
  {
    repository: form(
      /^(?=.{1,255}$)[a-z0-9]+([._-]+[a-z0-9]+)*(:\d{1,5})?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/,
      'a repository without tag or digest, such as ghcr.io/acme/widgets',
    ),
    platform: form(
      /^[a-z0-9]{1,32}\/(?!unknown)[a-z0-9_]{1,32}(\/[a-z0-9._]{1,32})?$/,
      'os/arch or os/arch/variant, such as linux/arm64',
    ),
    digest: form(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 lower-case hexadecimal digits'),
    pushed_at: form(
      /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,9})?Z$/,
      'a time in UTC such as 2026-12-01T09:30:00Z',
    ),
    annotations,
  },
  { error: 'the record of one platform of an image' },
);

/** One platform of an image. Parts of one image have its name as their target, so that images never mix. */
export const images: PartKind<PartImage, PartImage, ImageRules> = {
  name: 'image',
  field: 'image',
  read(value, { target }) {
    const parsed = z.safeParse(shape, value);
    if (!parsed.success) return { kind: 'refused', mistakes: shapeMistakes(parsed.error, value, 'image') };
    return target === null
      ? { kind: 'refused', mistakes: ['target: found nothing, expected the image that the platform is of'] }
      : { kind: 'ok', content: parsed.data };
  },
  // The time is not compared: two attempts that push the same image differ in nothing.
  // The platform, not the part's own key: one platform twice is a conflict, whatever the legs are called.
  items: (image) => [{ key: image.platform, item: image }],
  differences: (one, other) => [
    ...(['repository', 'digest'] as const).filter((field) => one[field] !== other[field]),
    ...(isSame(one.annotations, other.annotations) ? [] : ['annotations']),
  ],
  conflicts: (found) => {
    const first = new Map<string, (typeof found)[number]>();
    return found.flatMap((one) => {
      const twin = first.get(one.item.digest);
      if (twin === undefined) first.set(one.item.digest, one);
      if (twin === undefined) return [];
      const message = `${nameOf(twin)} and ${nameOf(one)} have the same digest ${one.item.digest}, which cannot run on both platforms`;
      return [{ kind: 'same-bytes', key: one.key, sources: [twin.source, one.source], message }];
    });
  },
  covers: (_, { platform }) => [platform],
  render: ({ repository, platform, digest }) => [`${platform}: ${repository}@${digest}`],
};

const nameOf = ({ key, source }: FoundItem<PartImage>): string => `${quote(key)} in ${quote(source)}`;

function isSame(one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
  );
}
