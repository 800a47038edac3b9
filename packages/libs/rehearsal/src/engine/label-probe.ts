/** The contexts that only the run knows and that `runs-on` may read. */
const CONTEXTS = ['needs', 'inputs'] as const;

/** Their values as one job sees them. */
export type ToldContexts = Readonly<Record<(typeof CONTEXTS)[number], Readonly<Record<string, unknown>>>>;

/**
 * `runs-on` of the engine's copy where only the run knows the labels: the contexts that they depend on, as
 * JSON, beside a label of this machine. So act's debug log tells them, and the job begins either way.
 */
export function probingLabels(ownLabel: string): readonly string[] {
  return [...CONTEXTS.map((name) => `\${{ ${probeOf(name)} }}`), ownLabel];
}

/** What act told of them; `undefined` where it did not tell both. */
export function toldContexts(told: (expression: string) => string | undefined): ToldContexts | undefined {
  const [needs, inputs] = CONTEXTS.map((name) => contextIn(told(probeOf(name))));
  return needs === undefined || inputs === undefined ? undefined : { needs, inputs };
}

function probeOf(context: string): string {
  return `toJSON(${context})`;
}

function contextIn(json: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json ?? '');
    // A run without inputs has null there.
    if (value === null) return {};
    return typeof value === 'object' ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
