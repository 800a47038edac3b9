import type { OwnAction } from '@gatehouse/workflow-kit';
import { usageError } from '../failure.ts';
import { type Facts, resolveDefault } from './facts.ts';

/** The inputs of a run, all of them. */
export interface ResolvedInputs {
  readonly values: Readonly<Record<string, string>>;
  /** Inputs that are a token by default, where none is known. */
  readonly withoutToken: readonly string[];
}

/**
 * Every input of `action`: what was given, else its default, with what the default reads of GitHub looked
 * up in `facts`. Asks by name, in one `USAGE` error, for all that is neither given nor known.
 */
export function resolveInputs(
  action: OwnAction,
  given: Readonly<Record<string, string>>,
  { facts, token }: { readonly facts: Facts; readonly token: string | undefined },
): ResolvedInputs {
  const values: Record<string, string> = {};
  const missing: string[] = [];
  const withoutToken: string[] = [];
  for (const [name, { default: preset = '', mustGive }] of action.inputs) {
    const known = given[name] ?? resolveDefault(preset, { ...facts, TOKEN: token ?? '' });
    if (known === undefined) {
      missing.push(`--${name} <value>: its default is ${preset}, which is not known here.`);
    } else if (mustGive && known === '') {
      missing.push(`--${name} <value>: it is required.`);
    } else {
      values[name] = known;
      if (known === '' && /\bgithub\.token\b/.test(preset)) withoutToken.push(name);
    }
  }
  if (missing.length > 0) {
    throw usageError(
      [`${action.name} needs more than was given:`, ...missing].join('\n  '),
      `run ${action.name}`,
    );
  }
  return { values, withoutToken };
}
