import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type KeptPin, type KeptPins, type Pins, parsePins } from '@gatehouse/workflow-kit';
import { CATALOGUE, findRepository, SOURCES } from '../repository.ts';
import { readKept } from './kept-files.ts';

/** What a repository pins. Its sources are not loaded: they may need the very pin that is to be written. */
export interface PinnedRepository {
  /** Absolute. */
  readonly root: string;
  /** Absolute path of the catalogue, and its text; `undefined` where there is none yet. */
  readonly catalogue: string;
  readonly text: string | undefined;
  readonly pins: Pins;
  readonly kept: KeptPins;
}

/** Reads what the repository around `cwd` pins. */
export function readPinned(cwd: string): PinnedRepository {
  const root = findRepository(cwd);
  const catalogue = join(root, SOURCES, CATALOGUE);
  const text = existsSync(catalogue) ? readFileSync(catalogue, 'utf8') : undefined;
  const pins: Pins = text === undefined ? new Map() : parsePins(text, catalogue);
  return { root, catalogue, text, pins, kept: readKept(root) };
}

/** `kept` without what the catalogue does not list, and with `more`. */
export function keptWith(
  { pins, kept }: Pick<PinnedRepository, 'kept' | 'pins'>,
  ...more: readonly KeptPin[]
): KeptPins {
  const fresh = more.map((pin) => [pin.action, pin] as const);
  return new Map([...[...kept].filter(([action]) => pins.has(action)), ...fresh]);
}
