import { json, type StageResponse } from '../route.ts';

/** The error codes of the OCI distribution spec, with the statuses that registries send them with. */
const STATUS = {
  BLOB_UNKNOWN: 404,
  BLOB_UPLOAD_INVALID: 416,
  BLOB_UPLOAD_UNKNOWN: 404,
  DENIED: 403,
  DIGEST_INVALID: 400,
  MANIFEST_BLOB_UNKNOWN: 404,
  MANIFEST_INVALID: 400,
  MANIFEST_UNKNOWN: 404,
  NAME_INVALID: 400,
  NAME_UNKNOWN: 404,
  TAG_INVALID: 400,
  UNAUTHORIZED: 401,
  UNSUPPORTED: 405,
} as const;

export type RegistryErrorCode = keyof typeof STATUS;

/**
 * An error answer of a registry
 * (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes).
 */
export function registryError(
  code: RegistryErrorCode,
  message: string,
  { status = STATUS[code], headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): StageResponse {
  return json(status, { errors: [{ code, message }] }, headers);
}
