/** The architectures of Go, in whose words the image spec names them (`go tool dist list`, containerd). */
const KNOWN: ReadonlySet<string> = new Set([
  '386',
  'amd64',
  'amd64p32',
  'arm',
  'armbe',
  'arm64',
  'arm64be',
  'loong64',
  'mips',
  'mipsle',
  'mips64',
  'mips64le',
  'mips64p32',
  'mips64p32le',
  'ppc',
  'ppc64',
  'ppc64le',
  'riscv',
  'riscv64',
  's390',
  's390x',
  'sparc',
  'sparc64',
  'wasm',
]);

/** Whether an architecture, in its normal form, is one that the image spec can mean. */
export const isKnownArchitecture = (architecture: string): boolean => KNOWN.has(architecture);
