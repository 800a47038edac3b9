import type { Repository } from '../reference/index.ts';

/** What may be done to a repository. */
export type Access = 'pull' | 'push';

/** One right that a token is asked for: `repository:acme/widgets:pull,push`. */
export interface Scope {
  readonly repository: Repository;
  readonly access: Access;
}

/** The scopes as the token service wants them: writing includes reading. */
export function scopeTexts(scopes: readonly Scope[]): readonly string[] {
  const texts = scopes.map(
    ({ repository, access }) => `repository:${repository.path}:${access === 'push' ? 'pull,push' : 'pull'}`,
  );
  return [...new Set(texts)];
}
