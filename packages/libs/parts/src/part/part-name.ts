import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { sha256 } from '../json/canonical.ts';
import type { PartHead } from './head.ts';

/** Every artifact that holds a part, and the file inside, begin with this. */
export const PART_PREFIX = 'manifest-part--';

const MOST = 100;

/** What the name of a part tells. */
export interface PartAddress {
  readonly key: string;
  readonly target: string | null;
  /** From 1. */
  readonly attempt: number;
}

/** The name of the artifact of this very part. */
export const nameOfPart = ({ key, target, run }: PartHead): string =>
  partName({ key, target, attempt: run.run_attempt });

/**
 * The name of a part's artifact: `manifest-part--3.14.2_linux_24.04_ppc64le--1`, with a target
 * `manifest-part--linux-arm64--5e2f0cd1--of--ghcr.io-acme-widgets--0b4a4bd2--1`. Made of characters that
 * artifacts, files and URLs take everywhere; where something of the key or the target is lost on the way,
 * eight digits of its sha256 follow, so that two parts never share a name, not even on a file system that
 * knows no case.
 */
export function partName({ key, target, attempt }: PartAddress): string {
  if (key === '' || target === '' || !Number.isSafeInteger(attempt) || attempt < 1) {
    throw new ActionError({
      code: 'INVALID_PART',
      message: `Found the key ${quote(key)} and the attempt ${quote(attempt)}; expected a key and a whole number from 1.`,
    });
  }
  // `--` stands before eight hexadecimal digits or the attempt only, so `--of--` cannot be within a slug.
  const of = target === null ? '' : `--of--${slugOf(target)}`;
  return `${PART_PREFIX}${slugOf(key)}${of}--${attempt}`;
}

function slugOf(key: string): string {
  // `_` stands for ` / ` and for nothing else, `--` separates: within this form no two keys meet.
  const whole = /^[a-z0-9.]+(-[a-z0-9.]+)*( \/ [a-z0-9.]+(-[a-z0-9.]+)*)*$/.test(key);
  if (whole && key.length <= MOST) return key.replaceAll(' / ', '_');
  const rest = key
    .toLowerCase()
    .replaceAll(' / ', '_')
    .replace(/[^a-z0-9._]+/g, '-')
    .slice(0, MOST)
    .replace(/^-+|-+$/g, '');
  return `${rest || 'key'}--${sha256(key).slice(0, 8)}`;
}
