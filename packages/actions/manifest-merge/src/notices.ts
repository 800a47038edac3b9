import type { Finding } from '@gatehouse/version-manifest';

/** Something remarkable in one manifest that stops nothing. */
export interface Notice {
  /** The path of the manifest. */
  readonly file: string;
  /** Where in it, such as `[3].files[0].arch`. */
  readonly path: string;
  readonly code: Finding['code'];
  readonly message: string;
}

/** The notices among the findings in a manifest. */
export function noticesIn(file: string, findings: readonly Finding[]): readonly Notice[] {
  return findings
    .filter(({ severity }) => severity === 'notice')
    .map(({ path, code, message }) => ({ file, path, code, message }));
}
