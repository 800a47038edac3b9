import { invalidInput, quote } from '@gatehouse/action-kit';
import type { Values } from './input-shape.ts';
import type { Inspecting } from './inspect-archives.ts';

/** Which files go into a part of files. */
export interface FilesInputs {
  readonly kind: 'files';
  readonly globs: readonly string[];
  readonly companions: readonly string[];
  /** `os/arch` or `os/arch/variant`; absent where the files are for every platform. */
  readonly platform: string | undefined;
  /** Absent: archives are not looked into. */
  readonly inspection?: Inspecting & { readonly arch: string; readonly os: string };
}

/** What the manifests' vocabulary calls the architectures of Go and OCI. */
const ARCHES: Readonly<Record<string, string>> = {
  amd64: 'x64',
  arm64: 'arm64',
  '386': 'x86',
  arm: 'arm',
  ppc64le: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
};

/** Reads the inputs of the kind `files`; fails with `INVALID_INPUT`. */
export function filesInputs(values: Values): FilesInputs {
  const { files, assets, 'assets-file': path, platform, inspect } = values;
  if (files.length === 0 || assets !== undefined || path !== undefined) {
    throw invalidInput('files: expected globs with the kind "files", and neither "assets" nor "assets-file"');
  }
  if (platform === undefined && values.key === undefined) {
    throw invalidInput('key, platform: found neither, expected one of them, for the part needs a key');
  }
  const given = { kind: 'files', globs: files, companions: values.companions, platform } as const;
  if (inspect === 'false') return given;
  const [os = '', machine = ''] = (platform ?? '').split('/');
  const arch = Object.hasOwn(ARCHES, machine) ? ARCHES[machine] : undefined;
  if (arch === undefined) {
    throw invalidInput(
      `inspect: found the platform ${quote(platform)}, expected one with a machine that is known: ${Object.keys(ARCHES).join(', ')}`,
    );
  }
  const exempt = values['inspect-exempt'];
  return { ...given, inspection: { mayHoldNone: inspect === 'if-any', exempt, arch, os } };
}
