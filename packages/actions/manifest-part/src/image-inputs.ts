import { invalidInput, quote } from '@gatehouse/action-kit';
import type { PartImage } from '@gatehouse/image-part';
import type { Values } from './input-shape.ts';

/** The image that a leg has pushed. */
export interface ImageInputs {
  readonly kind: 'image';
  /** The time is that of the step. */
  readonly image: Omit<PartImage, 'pushed_at'>;
}

/** Inputs that say nothing about an image. */
const OF_FILES = ['files', 'assets', 'assets-file', 'companions', 'inspect-exempt'] as const;

/** Reads the inputs of the kind `image`; fails with `INVALID_INPUT`. */
export function imageInputs(values: Values): ImageInputs {
  const { image: repository, digest, platform, inspect } = values;
  const unused = OF_FILES.filter((name) => values[name] !== undefined && values[name]?.length !== 0);
  const missing = Object.entries({ image: repository, digest, platform }).filter(([, value]) => !value);
  const mistakes = [
    ...missing.map(([name]) => `${name}: found nothing, expected it with the kind "image"`),
    ...unused.map((name) => `${name}: found a value with the kind "image", expected none: it is about files`),
    ...(inspect === 'false' ? [] : [`inspect: found ${quote(inspect)}, expected "false" for an image`]),
  ];
  if (repository === undefined || digest === undefined || platform === undefined || mistakes.length > 0) {
    throw invalidInput(mistakes.join('\n'));
  }
  const annotations = annotationsOf(values.annotations);
  return { kind: 'image', image: { repository, platform, digest, annotations } };
}

/** `name=value` lines; a value may hold spaces and further `=`. */
function annotationsOf(lines: readonly string[]): Readonly<Record<string, string>> {
  const pairs = lines.map((line) => {
    const at = line.indexOf('=');
    if (at < 1) throw invalidInput(`annotations: found ${quote(line)}, expected name=value`);
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()] as const;
  });
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidInput(`annotations: found ${quote(twice)} twice, expected it once`);
  return Object.fromEntries(pairs);
}
