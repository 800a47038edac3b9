/**
 * The words that consumers compare literally: `@actions/tool-cache` matches `arch` and `platform` by
 * equality, so a word outside of these lists is a file that nobody finds.
 */
export const BASE_ARCHES = ['x64', 'arm64', 'x86', 'arm', 'ppc64le', 's390x', 'riscv64'] as const;

/** Flavours of one arch that are offered under a key of their own. */
export const ARCH_VARIANTS = ['freethreaded'] as const;

export type BaseArch = (typeof BASE_ARCHES)[number];

/** Every value that the field `arch` may have. */
export const ARCHES: readonly string[] = BASE_ARCHES.flatMap((base) => [
  base,
  ...ARCH_VARIANTS.map((variant) => `${base}-${variant}`),
]);

/** `process.platform` of Node, and `rhel`, which `setup-python` looks up by itself. */
export const PLATFORMS: readonly string[] = ['linux', 'darwin', 'win32', 'rhel'];

const arches = new Set(ARCHES);
const platforms = new Set(PLATFORMS);

export const isArch = (text: string): boolean => arches.has(text);

export const isPlatform = (text: string): boolean => platforms.has(text);

/** `22.04`, `9`, `10.15.7`: numbers and dots, compared literally with what the system says of itself. */
export const isPlatformVersion = (text: string): boolean => /^\d{1,4}(\.\d{1,4}){0,2}$/.test(text);

/** `ppc64le` of `ppc64le-freethreaded`: the machine that the files run on. */
export function baseArch(arch: string): string {
  return BASE_ARCHES.find((base) => arch === base || arch.startsWith(`${base}-`)) ?? arch;
}
