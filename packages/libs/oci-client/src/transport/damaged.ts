/** What arrived is not what its digest or size says. Once it may be the way; twice it is the registry. */
export class DamagedContent extends Error {
  override readonly name = 'DamagedContent';
}

/** The damage that an error is about: fetch wraps what breaks the stream that it sends. */
export function damageIn(thrown: unknown, depth = 5): DamagedContent | undefined {
  if (thrown instanceof DamagedContent) return thrown;
  return thrown instanceof Error && depth > 0 ? damageIn(thrown.cause, depth - 1) : undefined;
}
