/** An answer that is not a success, as far as it is needed to judge it. */
export interface Refusal {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The beginning of the body; empty after HEAD. */
  readonly body: string;
}

/** One entry of the `errors` that the distribution spec defines. */
export interface SpecError {
  /** Upper case; empty where the registry left it out. */
  readonly code: string;
  readonly message: string;
  /** `detail` as text. */
  readonly detail: string;
}

/** Whether the answer is a web page: a proxy's or an outage's, and not a registry's word. */
export function isWebPage({ headers, body }: Refusal): boolean {
  const type = (headers.get('content-type') ?? '').toLowerCase();
  return (
    /^text\/html\b|^application\/xhtml/.test(type) || /^\s*<(!doctype html|html|head|body)\b/i.test(body)
  );
}

/** The `errors` of a body; empty where it is anything else. A 4xx may have any body. */
export function specErrors(body: string): readonly SpecError[] {
  const parsed = parse(body);
  const { errors } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as { errors?: unknown };
  return (Array.isArray(errors) ? errors : [])
    .filter((entry) => typeof entry === 'object' && entry !== null)
    .map((entry: { code?: unknown; message?: unknown; detail?: unknown }) => ({
      code: typeof entry.code === 'string' ? entry.code.toUpperCase() : '',
      message: typeof entry.message === 'string' ? entry.message : '',
      detail: typeof entry.detail === 'string' ? entry.detail : (JSON.stringify(entry.detail) ?? ''),
    }));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
