import { BASE_ARCHES } from '@gatehouse/version-manifest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeMachine, HEAD_BYTES, machineOf, readElf, sameMachine } from '../src/inspect/elf.ts';
import { elf } from './archives.ts';

describe('the ELF header', () => {
  test.each(BASE_ARCHES)('of a file for %s names that machine', (arch) => {
    expect(readElf(elf(arch))).toEqual(machineOf(arch));
  });

  test('is read in the byte order that it declares', () => {
    const bytes = elf('s390x');
    expect([bytes[18], bytes[19]]).toEqual([0, 22]);
    expect(readElf(bytes)).toEqual({ code: 22, bits: 64, order: 'big' });
  });

  test.each([
    ['ppc64le', { code: 21, bits: 64, order: 'big' }, 'ppc64 (e_machine 21, 64-bit, big endian)'],
    ['s390x', { code: 22, bits: 32, order: 'big' }, 's390 (e_machine 22, 32-bit, big endian)'],
    ['x64', { code: 62, bits: 32, order: 'little' }, 'x32 (e_machine 62, 32-bit, little endian)'],
    ['riscv64', { code: 243, bits: 32, order: 'little' }, 'riscv32 (e_machine 243, 32-bit, little endian)'],
    ['arm', { code: 40, bits: 32, order: 'big' }, 'armeb (e_machine 40, 32-bit, big endian)'],
    ['x86', { code: 62, bits: 64, order: 'little' }, 'x64 (e_machine 62, 64-bit, little endian)'],
    ['x64', { code: 247, bits: 64, order: 'little' }, 'e_machine 247, 64-bit, little endian'],
  ] as const)('for %s is not satisfied by a neighbour', (arch, neighbour, text) => {
    expect(sameMachine(machineOf(arch), neighbour)).toBe(false);
    expect(describeMachine(neighbour)).toBe(text);
  });

  test('of a free-threaded build is that of its base arch', () => {
    expect(machineOf('ppc64le-freethreaded')).toEqual(machineOf('ppc64le'));
  });

  test.each([
    ['cut short', elf('x64').subarray(0, HEAD_BYTES - 1)],
    ['of class 0', elf('x64').fill(0, 4, 5)],
    ['of class 3', elf('x64').fill(3, 4, 5)],
    ['of byte order 0', elf('x64').fill(0, 5, 6)],
  ])('%s counts as malformed', (_, bytes) => {
    expect(readElf(bytes)).toBe('malformed');
  });

  test.each([
    ['an empty file', Buffer.alloc(0)],
    ['a script', Buffer.from('#!/bin/sh\nexec python3 "$@"\n')],
    ['a Windows program', Buffer.from('MZ\x90\x00'.padEnd(64, '\0'), 'latin1')],
    ['a universal Mach-O file', Buffer.from('cafebabe00000002'.padEnd(64, '0'), 'hex')],
  ])('is not seen in %s', (_, bytes) => {
    expect(readElf(bytes)).toBeUndefined();
  });

  test('never throws, whatever the bytes', () => {
    const anyHead = fc
      .uint8Array({ maxLength: 40 })
      .map((tail) => Buffer.from([0x7f, 0x45, 0x4c, 0x46, ...tail]));
    fc.assert(
      fc.property(anyHead, (bytes) => {
        const machine = readElf(bytes);
        expect(machine === 'malformed' || typeof machine === 'object').toBe(true);
      }),
      { seed: 62, numRuns: 500 },
    );
  });
});
