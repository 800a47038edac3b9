import type { Weights } from './weights.ts';

/** The most that a release may weigh, in bytes of the compressed archive. */
export const BUDGET = { archive: 700_000, codeWithoutHeavy: 200_000 } as const;

/**
 * Packages that stand in chunks which only their users load, and count apart: the artifact client, what runs
 * tools, the YAML and TOML parsers, and the decoders that `inspect` reads archives with.
 */
export const HEAVY_PACKAGES: readonly string[] = [
  '@actions/artifact',
  '@actions/exec',
  'smol-toml',
  'tar-stream',
  'xz-decompress',
  'yaml',
  'yauzl',
];

/** A sentence for each limit that `weights` breaks. */
export function overBudget(weights: Weights): readonly string[] {
  const limits = [
    ['The archive', weights.archive, BUDGET.archive],
    ['The code without the heavy packages', weights.codeWithoutHeavy, BUDGET.codeWithoutHeavy],
  ] as const;
  return limits
    .filter(([, found, limit]) => found > limit)
    .map(
      ([what, found, limit]) =>
        `${what} weighs ${found} bytes, the budget is ${limit}: see in the table which entry grew, and load what is heavy with import().`,
    );
}
