/** A dependency as `cargo publish` sends it. */
interface SentDependency {
  readonly name: string;
  readonly version_req: string;
  readonly explicit_name_in_toml?: string | null;
  readonly [field: string]: unknown;
}

/** What `cargo publish` sends before the file. */
export interface CrateMetadata {
  readonly name: string;
  readonly vers: string;
  readonly deps: readonly SentDependency[];
  readonly features: Readonly<Record<string, readonly string[]>>;
  readonly links?: string | null;
  readonly rust_version?: string | null;
}

/** One upload: two lengths as 32 bits, little-endian, each before what it counts. */
export interface CrateUpload {
  readonly metadata: CrateMetadata;
  readonly tarball: Buffer;
}

/** Reads the body of `PUT /api/v1/crates/new`; `undefined` when it is not whole or not one. */
export function readUpload(body: Buffer): CrateUpload | undefined {
  const metadata = section(body, 0);
  const tarball = metadata === undefined ? undefined : section(body, metadata.end);
  if (metadata === undefined || tarball === undefined || tarball.end !== body.length) return undefined;
  try {
    const value: unknown = JSON.parse(metadata.bytes.toString('utf8'));
    return isMetadata(value) ? { metadata: value, tarball: tarball.bytes } : undefined;
  } catch {
    return undefined;
  }
}

function section(body: Buffer, at: number): { readonly bytes: Buffer; readonly end: number } | undefined {
  if (body.length < at + 4) return undefined;
  const end = at + 4 + body.readUInt32LE(at);
  return end <= body.length ? { bytes: body.subarray(at + 4, end), end } : undefined;
}

function isMetadata(value: unknown): value is CrateMetadata {
  if (typeof value !== 'object' || value === null) return false;
  const { name, vers, deps } = value as Record<string, unknown>;
  return typeof name === 'string' && typeof vers === 'string' && Array.isArray(deps);
}

/** The line of the index that the registry writes for an upload. */
export function indexEntry({ name, vers, deps, features, links, rust_version }: CrateMetadata) {
  return {
    name,
    vers,
    deps: deps.map(({ name: dependency, version_req: req, explicit_name_in_toml: alias, ...rest }) => ({
      ...rest,
      name: alias ?? dependency,
      req,
      ...(alias == null ? {} : { package: dependency }),
    })),
    features,
    links: links ?? null,
    ...(rust_version == null ? {} : { rust_version }),
  };
}
