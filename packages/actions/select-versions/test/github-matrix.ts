type Combination = Readonly<Record<string, unknown>>;

/**
 * The combinations of `strategy.matrix` as GitHub documents them: an `include` object is added to each
 * combination in which it overwrites no original value, where values that were added before may be
 * overwritten; an object that fits nowhere becomes a combination of its own.
 */
export function expandMatrix(matrix: {
  readonly include: readonly object[];
  readonly [axis: string]: readonly unknown[];
}): readonly Combination[] {
  const { include, ...axes } = matrix;
  let originals: readonly Combination[] = Object.keys(axes).length === 0 ? [] : [{}];
  for (const [axis, values] of Object.entries(axes)) {
    originals = originals.flatMap((combination) =>
      values.map((value) => ({ ...combination, [axis]: value })),
    );
  }
  const combinations = originals.map((original) => ({ original, added: {} }));
  const alone: Combination[] = [];
  for (const object of include) {
    const fields = Object.entries(object);
    const fitting = combinations.filter(({ original }) =>
      fields.every(([name, value]) => !(name in original) || original[name] === value),
    );
    for (const combination of fitting) combination.added = { ...combination.added, ...object };
    if (fitting.length === 0) alone.push(object as Combination);
  }
  return [...combinations.map(({ original, added }) => ({ ...original, ...added })), ...alone];
}
