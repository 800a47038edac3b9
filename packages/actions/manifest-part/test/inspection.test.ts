import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { INSPECTED_ENDINGS } from '../src/inspect/archive.ts';
import { LIMITS } from '../src/inspect/budget.ts';
import { type InspectionOptions, inspectArchive, requireMachine } from '../src/inspect/inspection.ts';
import { archiveOf, elf, type Packed, put, tar, temporaryFolder, xz, zip } from './archives.ts';

/** Changes the header of the first file in a tar, and its checksum with it. */
function changeHeader(bytes: Buffer, { size, type }: { size?: number; type?: string }): void {
  if (size !== undefined) bytes.write(size.toString(8).padStart(11, '0'), 124, 'latin1');
  if (type !== undefined) bytes.write(type, 156, 'latin1');
  bytes.fill(' ', 148, 156);
  const sum = bytes.subarray(0, 512).reduce((total, value) => total + value, 0);
  bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}

const SCRIPT = { path: 'setup.sh', content: Buffer.from('#!/bin/sh\n') };
const build = (arch: string): Packed[] => [
  SCRIPT,
  { path: 'bin/python3', content: elf(arch) },
  {
    path: `lib/deeply/${'nested/'.repeat(20)}_ssl.so`,
    content: Buffer.concat([elf(arch), Buffer.alloc(70_000)]),
  },
];

async function inspect(ending: string, bytes: Uint8Array, arch = 'ppc64le', options: InspectionOptions = {}) {
  await using folder = await temporaryFolder();
  return await inspectArchive(
    await put(folder.path, `python-3.14.2-linux-24.04-${arch}${ending}`, bytes),
    arch,
    options,
  );
}

describe.each(INSPECTED_ENDINGS)('a %s archive', (ending) => {
  test('of the right machine passes, with its files counted', async () => {
    const inspection = await inspect(ending, await archiveOf(ending, build('ppc64le')));
    expect(inspection).toMatchObject({ members: 3, elf: 2, mismatchCount: 0, mismatches: [] });
    expect(() => requireMachine(inspection, false)).not.toThrow();
  });

  test('of another machine is refused with the path and both machines', async () => {
    const swapped = [...build('ppc64le'), { path: 'lib/libssl.so', content: elf('s390x') }];
    const inspection = await inspect(ending, await archiveOf(ending, swapped));
    expect(() => requireMachine(inspection, false)).toThrow(
      /1 of 3 ELF files are not for ppc64le \(e_machine 21, 64-bit, little endian\).*\n {2}"lib\/libssl\.so": s390x \(e_machine 22, 64-bit, big endian\)/,
    );
  });

  test('cut anywhere is refused', async () => {
    const whole = await archiveOf(ending, build('ppc64le'));
    for (const share of [0, 0.01, 0.3, 0.6, 0.9, 0.99]) {
      const cut = inspect(ending, whole.subarray(0, Math.floor(whole.length * share)));
      await expect(cut, `cut at ${share}`).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
    }
  });

  test('with damaged bytes ends in a verdict, never in a crash or a hang', async () => {
    const whole = await archiveOf(ending, build('ppc64le'));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(whole);
        damaged.writeUInt8((damaged[at] ?? 0) ^ flip, at);
        const verdict = await inspect(ending, damaged).then(
          () => 'read',
          (error: { code?: string }) => error.code,
        );
        expect(['read', 'ARCHIVE_UNREADABLE', 'ARCHIVE_TOO_LARGE']).toContain(verdict);
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  test('that unpacks to far more than it weighs is refused', async () => {
    const bomb = await archiveOf(ending, [{ path: 'zeros', content: Buffer.alloc(2 ** 22) }]);
    const limits = { ...LIMITS, leastBytes: 2 ** 20, ratio: 20 };
    await expect(inspect(ending, bomb, 'x64', { limits })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
    });
  });

  test('with more bytes than any build has is refused whatever its weight', async () => {
    const large = await archiveOf(ending, build('x64'));
    const limits = { ...LIMITS, bytes: 20_000 };
    await expect(inspect(ending, large, 'x64', { limits })).rejects.toMatchObject({
      code: 'ARCHIVE_TOO_LARGE',
    });
  });

  test('with too many entries is refused', async () => {
    const many = await archiveOf(
      ending,
      Array.from({ length: 30 }, (_, at) => ({ path: `f${at}` })),
    );
    const limits = { ...LIMITS, entries: 29 };
    await expect(inspect(ending, many, 'x64', { limits })).rejects.toThrow(/more than 29 entries/);
  });

  test('that is another kind of file inside is refused', async () => {
    const page = Buffer.from('<!DOCTYPE html><title>504 Gateway Time-out</title>');
    await expect(inspect(ending, page)).rejects.toThrow(
      /cannot be read as an archive: it is no .* starts with "<!DOC/,
    );
  });

  test('that is empty is refused', async () => {
    await expect(inspect(ending, Buffer.alloc(0))).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  });
});

describe('an archive without any ELF file', () => {
  test('is refused, since nothing shows what it is for', async () => {
    const inspection = await inspect('.tar.gz', await archiveOf('.tar.gz', [SCRIPT]));
    expect(() => requireMachine(inspection, false)).toThrow(/1 entries and no ELF file/);
  });

  test('passes where the workflow allows it', async () => {
    const inspection = await inspect('.tar.gz', await archiveOf('.tar.gz', [SCRIPT]));
    expect(() => requireMachine(inspection, true)).not.toThrow();
  });
});

describe('the files that are judged', () => {
  test('leave out those that the workflow exempts, and count them', async () => {
    const files = [...build('x64'), { path: './src/debug/elf/testdata/a.out', content: elf('arm64') }];
    const inspection = await inspect('.tar.gz', await archiveOf('.tar.gz', files), 'x64', {
      exempt: ['**/testdata/**'],
    });
    expect(inspection).toMatchObject({ elf: 2, exempt: 1, mismatchCount: 0 });
  });

  test('include one whose header is damaged', async () => {
    const files = [{ path: 'bin/python', content: elf('x64').subarray(0, 12) }];
    const inspection = await inspect('.tar.gz', await archiveOf('.tar.gz', files), 'x64');
    expect(inspection.mismatches).toEqual([{ path: 'bin/python', found: 'a damaged ELF header' }]);
  });

  test('are shown ten at most, and all counted', async () => {
    const files = Array.from({ length: 25 }, (_, at) => ({ path: `lib/${at}.so`, content: elf('s390x') }));
    const inspection = await inspect('.tar.gz', await archiveOf('.tar.gz', files), 'x64');
    expect(inspection.mismatches).toHaveLength(10);
    expect(() => requireMachine(inspection, false)).toThrow(/25 of 25 ELF files(.|\n)*… and 15 more/);
  });

  test('are shown with their control characters escaped', async () => {
    const files = [{ path: 'lib/\n::error::x.so', content: elf('s390x') }];
    const inspection = await inspect('.tar.gz', await archiveOf('.tar.gz', files), 'x64');
    expect(() => requireMachine(inspection, false)).toThrow(/"lib\/\\n::error::x\.so"/);
  });

  test('do not include what a link points to', async () => {
    const files = [...build('x64'), { path: 'bin/python', link: 'python3' }];
    expect(await inspect('.tar.gz', await archiveOf('.tar.gz', files), 'x64')).toMatchObject({
      members: 4,
      elf: 2,
    });
  });

  test('go on after a gzip member, a zstd frame and an xz stream that are followed by another', async () => {
    const whole = await tar([...build('x64'), { path: 'late.so', content: elf('arm') }]);
    const halves = [whole.subarray(0, 2048), whole.subarray(2048)];
    const joined = async (pack: (half: Buffer) => Buffer | Promise<Buffer>) =>
      Buffer.concat(await Promise.all(halves.map(pack)));
    for (const [ending, bytes] of [
      ['.tar.gz', await joined((half) => gzipSync(half))],
      ['.tar.zst', await joined((half) => zstdCompressSync(half))],
      ['.tar.xz', await joined((half) => xz(half))],
    ] as const) {
      expect(await inspect(ending, bytes, 'x64'), ending).toMatchObject({ elf: 3, mismatchCount: 1 });
    }
  });
});

describe('hostile archives', () => {
  test('with something else after their end are refused', async () => {
    const junk = Buffer.from('junk that no decoder asked for');
    for (const ending of ['.tar.gz', '.tar.zst', '.tar.xz', '.zip']) {
      const bytes = Buffer.concat([await archiveOf(ending, build('x64')), junk]);
      await expect(inspect(ending, bytes, 'x64'), ending).rejects.toMatchObject({
        code: 'ARCHIVE_UNREADABLE',
      });
    }
  });

  test('whose tar header claims a huge file are refused at their end', async () => {
    const bytes = await tar([{ path: 'bin/python', content: elf('x64') }]);
    changeHeader(bytes, { size: 0o77777777777 });
    await expect(inspect('.tar.gz', gzipSync(bytes), 'x64')).rejects.toThrow(/Unexpected end of data/);
  });

  test('whose tar headers hold names of several megabytes are refused before they are kept', async () => {
    const bytes = await tar([{ path: 'name', content: Buffer.alloc(5 * 2 ** 20, 'x') }]);
    changeHeader(bytes, { type: 'L' });
    await expect(inspect('.tar.gz', gzipSync(bytes), 'x64')).rejects.toThrow(/exceeds max size/);
  });

  test('of zeros are refused with the limits that hold for everybody', async () => {
    const bytes = gzipSync(await tar([{ path: 'zeros', content: Buffer.alloc(80 * 2 ** 20) }]), { level: 1 });
    await expect(inspect('.tar.gz', bytes, 'x64')).rejects.toThrow(/unpacks to more than \d+ bytes/);
  });

  test('whose zip directory lies about a size are refused', async () => {
    await expect(inspect('.zip', zip(build('x64'), { size: 10 }), 'x64')).rejects.toMatchObject({
      code: 'ARCHIVE_UNREADABLE',
    });
  });

  test('whose zip directory lies about a checksum are refused', async () => {
    await expect(inspect('.zip', zip(build('x64'), { crc: 1 }), 'x64')).rejects.toThrow(/checksum/);
  });

  test('whose zip entries lead out of the folder are refused', async () => {
    const bytes = zip([{ path: '../../bin/python', content: elf('x64') }]);
    await expect(inspect('.zip', bytes, 'x64')).rejects.toMatchObject({ code: 'ARCHIVE_UNREADABLE' });
  });

  test.each([
    ['a check that cannot be verified', ['--check=sha256'], /other than CRC32 or CRC64/],
    ['a filter for machine code', ['--x86', '--lzma2'], /filter other than LZMA2/],
    ['a dictionary of 256 MiB', ['--lzma2=dict=256MiB'], /dictionary is larger/],
  ] as const)('of xz with %s are refused in words', async (_, options, wanted) => {
    await expect(inspect('.tar.xz', await xz(await tar(build('x64')), ...options), 'x64')).rejects.toThrow(
      wanted,
    );
  });

  test('leave the xz decoder usable for the next archive', async () => {
    const good = await archiveOf('.tar.xz', build('x64'));
    const limits = { ...LIMITS, entries: 1 };
    for (const bad of [good.subarray(0, 200), Buffer.concat([good.subarray(0, 100), good])])
      await expect(inspect('.tar.xz', bad, 'x64')).rejects.toThrow();
    await expect(inspect('.tar.xz', good, 'x64', { limits })).rejects.toThrow(/entries/);
    expect(await inspect('.tar.xz', good, 'x64')).toMatchObject({ elf: 2 });
  });
});
