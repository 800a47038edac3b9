/** The values of one leg. */
export type Leg = Readonly<Record<string, unknown>>;

/**
 * The legs of a matrix whose expressions are evaluated, as GitHub expands it: the vectors' product without
 * `exclude`; then each row of `include` joins every leg whose own values it leaves alone, or is a leg itself
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrix).
 * `undefined` for what is not a matrix.
 */
export function expandMatrix(matrix: unknown): readonly Leg[] | undefined {
  if (!isRecord(matrix)) return undefined;
  const { include = [], exclude = [], ...vectors } = matrix;
  if (!isRows(include) || !isRows(exclude)) return undefined;
  let legs: readonly Leg[] = Object.keys(vectors).length === 0 ? [] : [{}];
  for (const [name, values] of Object.entries(vectors)) {
    if (!Array.isArray(values)) return undefined;
    legs = legs.flatMap((leg) => values.map((value: unknown) => ({ ...leg, [name]: value })));
  }
  const kept = legs.filter((leg) => !exclude.some((row) => holdsAll(leg, row)));
  return withIncluded(kept, include, Object.keys(vectors));
}

function withIncluded(
  kept: readonly Leg[],
  include: readonly Leg[],
  vectors: readonly string[],
): readonly Leg[] {
  const joined = kept.map((original) => {
    const fitting = include.filter((row) => joins(row, original, vectors));
    return Object.assign({}, original, ...fitting) as Leg;
  });
  const own = include.filter((row) => !kept.some((original) => joins(row, original, vectors)));
  return [...joined, ...own];
}

/** Whether a row changes no value that the vectors gave the leg. */
function joins(row: Leg, original: Leg, vectors: readonly string[]): boolean {
  return vectors.every((name) => !Object.hasOwn(row, name) || isSame(row[name], original[name]));
}

function holdsAll(leg: Leg, row: Leg): boolean {
  return Object.entries(row).every(([name, value]) => isSame(leg[name], value));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function isRows(value: unknown): value is readonly Leg[] {
  return Array.isArray(value) && value.every(isRecord);
}

function isRecord(value: unknown): value is Leg {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
