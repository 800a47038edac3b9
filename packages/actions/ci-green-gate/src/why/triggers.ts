const { parse } = await import('yaml');

/** What starts a workflow for one event, as its file says. */
export type Trigger =
  | { readonly kind: 'none'; readonly events: readonly string[] }
  | { readonly kind: 'some'; readonly filters: Readonly<Partial<Record<Filter, readonly string[]>>> };

/** The filters under an event that can keep a workflow from starting. */
export type Filter = 'branches' | 'branches-ignore' | 'paths' | 'paths-ignore' | 'tags' | 'tags-ignore';

const FILTERS: readonly Filter[] = [
  'branches',
  'branches-ignore',
  'paths',
  'paths-ignore',
  'tags',
  'tags-ignore',
];

/** Reads the triggers of a workflow file for `event`; `undefined` where the file cannot be read. */
export function readTrigger(source: string, event: string): Trigger | undefined {
  const on = onOf(source);
  if (on === undefined) return undefined;
  if (!(event in on)) return { kind: 'none', events: Object.keys(on) };
  const under = asRecord(on[event]) ?? {};
  const filters = FILTERS.flatMap((name) => {
    const patterns = [under[name] ?? []].flat().map(String);
    return patterns.length === 0 ? [] : [[name, patterns] as const];
  });
  return { kind: 'some', filters: Object.fromEntries(filters) };
}

/** The mapping under `on:`, which may also be one event or a list of them. */
function onOf(source: string): Readonly<Record<string, unknown>> | undefined {
  try {
    // A warning of the parser's would stand in the log as it is, with a line of the file.
    const on: unknown = asRecord(parse(source, { maxAliasCount: 20, logLevel: 'error' }))?.on;
    if (typeof on === 'string') return { [on]: null };
    if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [String(event), null]));
    return asRecord(on);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}
