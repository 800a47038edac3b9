import { type BaseArch, baseArch } from '@gatehouse/version-manifest';

/** What the start of an ELF file says about the machine it is for. */
export interface Machine {
  /** `e_machine`, read in the file's own byte order. */
  readonly code: number;
  readonly bits: 32 | 64;
  readonly order: 'little' | 'big';
}

/** So many bytes of a file hold all that {@link readElf} looks at: `e_ident`, `e_type`, `e_machine`. */
export const HEAD_BYTES = 20;

/**
 * The machine that each arch of the manifests stands for. The number alone does not tell: ppc64le is
 * ppc64 in the other byte order, s390x is s390 with 64 bits, and x32 is x64 with 32.
 */
const MACHINES = {
  x64: { code: 62, bits: 64, order: 'little' },
  x86: { code: 3, bits: 32, order: 'little' },
  arm64: { code: 183, bits: 64, order: 'little' },
  arm: { code: 40, bits: 32, order: 'little' },
  ppc64le: { code: 21, bits: 64, order: 'little' },
  s390x: { code: 22, bits: 64, order: 'big' },
  riscv64: { code: 243, bits: 64, order: 'little' },
} as const satisfies Record<BaseArch, Machine>;

/** Machines that no manifest names, but that stand one flag away from one that it does. */
const NEIGHBOURS = {
  ppc64: { code: 21, bits: 64, order: 'big' },
  'arm64 (big endian)': { code: 183, bits: 64, order: 'big' },
  armeb: { code: 40, bits: 32, order: 'big' },
  'arm64 ILP32': { code: 183, bits: 32, order: 'little' },
  s390: { code: 22, bits: 32, order: 'big' },
  riscv32: { code: 243, bits: 32, order: 'little' },
  x32: { code: 62, bits: 32, order: 'little' },
} as const satisfies Record<string, Machine>;

/** The machine of an arch of the vocabulary, variants such as `-freethreaded` aside. */
export function machineOf(arch: string): Machine {
  return MACHINES[baseArch(arch) as BaseArch];
}

/**
 * Reads the machine from the first {@link HEAD_BYTES} bytes of a file (System V ABI, "ELF Header").
 * `undefined` for anything but ELF; `malformed` where only the magic number is right.
 */
export function readElf(head: Uint8Array): Machine | 'malformed' | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < 4 || bytes.readUInt32BE(0) !== 0x7f454c46) return undefined;
  const [elfClass, elfData] = [bytes[4], bytes[5]];
  const bits = elfClass === 1 ? 32 : elfClass === 2 ? 64 : undefined;
  if (bytes.length < HEAD_BYTES || bits === undefined) return 'malformed';
  if (elfData === 1) return { code: bytes.readUInt16LE(18), bits, order: 'little' };
  if (elfData === 2) return { code: bytes.readUInt16BE(18), bits, order: 'big' };
  return 'malformed';
}

export function sameMachine(one: Machine, other: Machine): boolean {
  return one.code === other.code && one.bits === other.bits && one.order === other.order;
}

/** A machine for a message, such as `s390x (e_machine 22, 64-bit, big endian)`. */
export function describeMachine(machine: Machine): string {
  const facts = `e_machine ${machine.code}, ${machine.bits}-bit, ${machine.order} endian`;
  const named = Object.entries({ ...MACHINES, ...NEIGHBOURS }).find(([, known]) =>
    sameMachine(known, machine),
  );
  return named === undefined ? facts : `${named[0]} (${facts})`;
}
