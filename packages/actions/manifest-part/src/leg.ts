import { quote } from '@gatehouse/action-kit';
import type { Leg } from '@gatehouse/parts';
import { baseArch, isArch, isPlatform, isPlatformVersion } from '@gatehouse/version-manifest';

/** Which archives are this leg's. A field that is absent lets any value in. */
export interface Scope {
  readonly arch?: string;
  readonly platform?: string;
  /** `null` stands for archives without a platform version. */
  readonly platform_version?: string | null;
}

/** The values of a matrix leg, lists and objects among them as JSON text. */
export type MatrixValues = Leg;

/** Reads `${{ toJSON(matrix) }}`; `undefined` for anything but an object. */
export function parseMatrixValues(json: string): MatrixValues | undefined {
  const value = parsed(json);
  // `toJSON(matrix)` is `null` in a job without one.
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  const scalars = Object.entries(value ?? {}).flatMap(([name, found]) =>
    found === null ? [] : [[name, typeof found === 'object' ? JSON.stringify(found) : found]],
  );
  return Object.fromEntries(scalars);
}

/**
 * Whether a matrix value goes with an input. Only words of the manifests are held against it: a matrix may well
 * say `amd64` or `ubuntu-24.04` for what they call `x64` and `linux`.
 */
const GOES_WITH = {
  arch: (said: string, given: string) => !isArch(said) || baseArch(said) === baseArch(given),
  platform: (said: string, given: string) => !isPlatform(said) || said === given,
  'platform-version': (said: string, given: string) => !isPlatformVersion(said) || said === given,
} as const;

/** Where the matrix and the inputs disagree, one sentence for each. */
export function legMistakes(
  matrix: MatrixValues,
  inputs: Readonly<Record<keyof typeof GOES_WITH, string | undefined>>,
): readonly string[] {
  return (['arch', 'platform', 'platform-version'] as const).flatMap((name) => {
    const given = inputs[name];
    const spelling = [name, name.replace('-', '_')].find((word) => Object.hasOwn(matrix, word));
    if (given === undefined || spelling === undefined) return [];
    const said = matrix[spelling];
    if (GOES_WITH[name](String(said), given)) return [];
    return [`${name}: found ${quote(given)}, expected ${quote(said)} of the matrix value ${quote(spelling)}`];
  });
}

/** The leg as the part records it: the matrix, and what only the inputs say. */
export function legOf(scope: Scope, matrix: MatrixValues): Leg {
  const known = Object.entries(scope).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(known), ...matrix };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
