import { programsOrSkip, withGoPrograms } from '@gatehouse/toolchain';

/** The environment in which real registries and foreign clients are found. */
export const ociEnvironment: NodeJS.ProcessEnv = withGoPrograms(process.env);

const ADVICE =
  'expected docker-registry and skopeo from Debian, and crane and regctl from the Go proxy. Run .ci/oci-programs to install them.';

/** Whether the programs are here; if not, says so, and on CI fails. */
export function ociProgramsOrSkip(...names: readonly string[]): boolean {
  return programsOrSkip(names, ociEnvironment, ADVICE);
}
