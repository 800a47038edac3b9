import { quote } from '@gatehouse/action-kit';
import type { Platform } from '../platform/index.ts';
import { isDigest } from '../reference/index.ts';
import type { Annotations, Descriptor } from './descriptor.ts';
import { type Fields, fieldsOf, invalidManifest, optionalText, requiredText, texts } from './fields.ts';

/** No content that is addressed here is larger: 1 TiB. */
const LARGEST = 2 ** 40;
/** A word of a platform: what a separator in it could be mistaken for is refused. */
const WORD = /^[\w.+-]*$/;

/** Reads a descriptor; fails with `invalid`. What the spec does not name is left out, as Go's types do. */
export function parseDescriptor(value: unknown, place: string, what: string): Descriptor {
  const fields = fieldsOf(value, place, what);
  const digest = requiredText(fields, 'digest');
  const { size } = fields.values;
  if (!isDigest(digest))
    throw invalidManifest(what, `${quote(digest)} at ${place}.digest`, 'a sha256 or sha512 digest');
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 0 || size > LARGEST) {
    throw invalidManifest(what, `${quote(size)} at ${place}.size`, 'a number of bytes');
  }
  const urls = texts(fields, 'urls');
  const annotations = parseAnnotations(fields);
  const data = optionalText(fields, 'data');
  const artifactType = optionalText(fields, 'artifactType');
  const platform = fields.values.platform ?? undefined;
  return {
    mediaType: requiredText(fields, 'mediaType'),
    digest,
    size,
    ...(urls.length > 0 && { urls }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
    ...(data && { data }),
    ...(platform !== undefined && {
      platform: parsePlatformFields(fieldsOf(platform, `${place}.platform`, what)),
    }),
    ...(artifactType && { artifactType }),
  };
}

/** Texts by key; empty where there are none. */
export function parseAnnotations(fields: Fields): Annotations {
  const value = fields.values.annotations ?? undefined;
  if (value === undefined) return {};
  const place = [fields.place, 'annotations'].filter((part) => part !== '').join('.');
  const { values } = fieldsOf(value, place, fields.what);
  const stray = Object.entries(values).find(([, text]) => typeof text !== 'string');
  if (stray === undefined) return values as Annotations;
  throw invalidManifest(fields.what, `${quote(stray[1])} at ${place}[${quote(stray[0])}]`, 'a text');
}

/** A platform as it is written in a descriptor or in the configuration of an image. */
export function parsePlatformFields(fields: Fields): Platform {
  const [os = '', architecture = '', variant, osVersion] = [
    'os',
    'architecture',
    'variant',
    'os.version',
  ].map((name) => optionalText(fields, name));
  const osFeatures = texts(fields, 'os.features');
  for (const word of [os, architecture, variant ?? '']) {
    if (!WORD.test(word)) {
      throw invalidManifest(
        fields.what,
        `${quote(word)} at ${fields.place}`,
        'a platform in letters, digits, ".", "_" and "-"',
      );
    }
  }
  return {
    os,
    architecture,
    ...(variant && { variant }),
    ...(osVersion && { osVersion }),
    ...(osFeatures.length > 0 && { osFeatures }),
  };
}
