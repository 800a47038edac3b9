import { ActionError, quote } from '@gatehouse/action-kit';
import { didYouMean } from '@gatehouse/action-kit/nearest';

/** An architecture in the words of the image spec. */
export interface Architecture {
  readonly architecture: string;
  readonly variant?: string;
}

const of = (architecture: string, variant?: string): Architecture =>
  variant === undefined ? { architecture } : { architecture, variant };

/**
 * What distributions, kernels and compilers call the architectures of Go. Alpine's `armhf` is an ARMv6 and
 * so contradicts Debian's, which containerd follows too; an Alpine build must say `arm/v6`.
 */
const NAMES: Readonly<Record<string, Architecture>> = {
  // Go's own, as in the image spec.
  '386': of('386'),
  amd64: of('amd64'),
  arm: of('arm', 'v7'),
  arm64: of('arm64'),
  loong64: of('loong64'),
  mips: of('mips'),
  mipsle: of('mipsle'),
  mips64: of('mips64'),
  mips64le: of('mips64le'),
  ppc64: of('ppc64'),
  ppc64le: of('ppc64le'),
  riscv64: of('riscv64'),
  s390x: of('s390x'),
  wasm: of('wasm'),
  // Fedora, RHEL, openSUSE: `uname -m`.
  x86_64: of('amd64'),
  'x86-64': of('amd64'),
  aarch64: of('arm64'),
  i386: of('386'),
  i486: of('386'),
  i586: of('386'),
  i686: of('386'),
  armv5tel: of('arm', 'v5'),
  armv6l: of('arm', 'v6'),
  armv6hl: of('arm', 'v6'),
  armv7l: of('arm', 'v7'),
  armv7hl: of('arm', 'v7'),
  armhfp: of('arm', 'v7'),
  armv8l: of('arm', 'v8'),
  loongarch64: of('loong64'),
  // Debian.
  armel: of('arm', 'v6'),
  armhf: of('arm', 'v7'),
  mipsel: of('mipsle'),
  mips64el: of('mips64le'),
  ppc64el: of('ppc64le'),
  // Alpine, and what compilers say.
  x86: of('386'),
  armv7: of('arm', 'v7'),
  powerpc64le: of('ppc64le'),
  x64: of('amd64'),
};

/** Every name that {@link architectureOf} knows. */
export const ARCHITECTURE_NAMES: readonly string[] = Object.keys(NAMES);

/**
 * What the name of another world means here: `x86_64` is `amd64`, `armhf` is `arm` `v7`. A name that is not
 * known fails with `UNKNOWN_ARCHITECTURE`: a guess would publish an index that lacks what was built.
 */
export function architectureOf(name: string): Architecture {
  const lower = name.toLowerCase();
  const known = Object.hasOwn(NAMES, lower) ? NAMES[lower] : undefined;
  if (known !== undefined) return known;
  throw new ActionError({
    code: 'UNKNOWN_ARCHITECTURE',
    message: `Found ${quote(name)} as an architecture, expected one such as amd64, x86_64, aarch64 or ppc64le.${didYouMean(name, ARCHITECTURE_NAMES)}`,
    hint: 'Write the platform as os/architecture[/variant] in the words of the OCI image spec.',
  });
}
