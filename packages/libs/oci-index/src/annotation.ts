import { ActionError, messageOf, quote } from '@gatehouse/action-kit';
import { type Platform, parsePlatform, platformKey } from '@gatehouse/oci-client';
import { isForbiddenName } from '@gatehouse/parts';

/** A note on the index, or on the descriptors of its children. */
export type IndexAnnotation =
  | { readonly on: 'index'; readonly key: string; readonly value: string }
  | {
      readonly on: 'manifest-descriptor';
      /** The one image that it is for; `undefined` means every descriptor. */
      readonly platform: Platform | undefined;
      readonly key: string;
      readonly value: string;
    };

const TYPE = /^([a-z-]+)(?:\[([^\]]+)\])?$/;

/**
 * Reads annotations, one a line, as `docker buildx imagetools create --annotation` has them:
 * `[TYPE[,TYPE…]:]KEY=VALUE`, with the types `index` (the default) and `manifest-descriptor`, the latter with
 * an optional `[os/architecture]`. All that follows the first `=` is the value, spaces and further `=` too.
 * Fails with `INVALID_ANNOTATION`.
 */
export function parseAnnotations(lines: readonly string[]): readonly IndexAnnotation[] {
  const annotations = lines
    .map((line) => line.trimStart())
    .filter((line) => line !== '')
    .flatMap(parseLine);
  const seen = new Map<string, string>();
  for (const annotation of annotations) {
    const { on, key, value } = annotation;
    const place =
      on === 'index' || annotation.platform === undefined ? on : `${on}[${platformKey(annotation.platform)}]`;
    const known = seen.get(`${place} ${key}`);
    if (known !== undefined && known !== value) {
      throw invalid(`${place}:${key}`, `two values, ${quote(known)} and ${quote(value)}`, 'one');
    }
    seen.set(`${place} ${key}`, value);
  }
  return annotations;
}

function parseLine(line: string): readonly IndexAnnotation[] {
  const equals = line.indexOf('=');
  const name = equals === -1 ? line : line.slice(0, equals);
  const value = line.slice(equals + 1);
  if (equals === -1) throw invalid(line, 'no "="', 'key=value');
  const colon = name.indexOf(':');
  const key = name.slice(colon + 1);
  if (key === '' || /\s/.test(key)) throw invalid(line, `the key ${quote(key)}`, 'a key without spaces');
  if (isForbiddenName(key)) throw invalid(line, `the key ${quote(key)}`, 'a key without special meaning');
  if (colon === -1) return [{ on: 'index', key, value }];
  return name
    .slice(0, colon)
    .split(',')
    .map((type) => typed(line, type.trim(), key, value));
}

function typed(line: string, type: string, key: string, value: string): IndexAnnotation {
  const [, on, platform] = TYPE.exec(type) ?? [];
  if (on === 'index' && platform === undefined) return { on, key, value };
  if (on === 'manifest-descriptor')
    return { on, platform: platform === undefined ? undefined : readPlatform(line, platform), key, value };
  if (on === 'manifest') {
    throw invalid(
      line,
      'the type "manifest", which would change images that are pushed already',
      '"index" or "manifest-descriptor"',
    );
  }
  throw invalid(
    line,
    `the type ${quote(type)}`,
    '"index" or "manifest-descriptor", with [os/architecture] for the latter',
  );
}

function readPlatform(line: string, text: string): Platform {
  try {
    return parsePlatform(text);
  } catch (thrown) {
    throw invalid(line, `a platform that cannot be read (${messageOf(thrown)})`, 'os/architecture');
  }
}

function invalid(line: string, found: string, expected: string): ActionError<'INVALID_ANNOTATION'> {
  return new ActionError({
    code: 'INVALID_ANNOTATION',
    message: `The annotation ${quote(line)} has ${found}; expected ${expected}.`,
    hint: 'Write one annotation a line, for example index:org.opencontainers.image.title=My widgets.',
  });
}
