import { type Input, input } from '../model/input.ts';
import { mistaken } from '../source/mistake.ts';
import { calledFrom, type SourcePosition } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';
import type { OwnAction, OwnInput } from './own-actions.ts';

/**
 * Inputs of a called workflow that are handed on to an action under the same names: their
 * descriptions and defaults are those of its `action.yml`, so they cannot drift apart. `flags` become
 * boolean, everything else is text.
 */
export function inputsLike<const Text extends string, const Flag extends string = never>(
  action: OwnAction,
  names: { readonly texts: readonly Text[]; readonly flags?: readonly Flag[] },
): Readonly<Record<Text, Input<'string', false>>> & Readonly<Record<Flag, Input<'boolean', false>>> {
  const at = calledFrom(inputsLike);
  const texts = names.texts.map((name) => {
    const { description, default: value = '' } = mirrored(action, name, at);
    return [name, input.string({ description, default: value })] as const;
  });
  const flags = (names.flags ?? []).map((name) => {
    const { description, default: value } = mirrored(action, name, at);
    return [name, input.boolean({ description, default: value === 'true' })] as const;
  });
  return Object.fromEntries<Input>([...texts, ...flags]) as ReturnType<typeof inputsLike<Text, Flag>>;
}

/** The descriptions of outputs that a called workflow takes over from an action. */
export function outputsLike<const Output extends string>(
  action: OwnAction,
  names: readonly Output[],
): Readonly<Record<Output, string>> {
  const at = calledFrom(outputsLike);
  const described = names.map((name) => {
    const description = action.outputs.get(name);
    if (description !== undefined) return [name, description] as const;
    return mistaken(at, `${action.name} has no output "${name}".${suggestion(name, action.outputs.keys())}`);
  });
  return Object.fromEntries<string>(described) as Record<Output, string>;
}

function mirrored(action: OwnAction, name: string, at: SourcePosition): OwnInput {
  const found = action.inputs.get(name);
  if (found === undefined) {
    return mistaken(at, `${action.name} has no input "${name}".${suggestion(name, action.inputs.keys())}`);
  }
  if (found.default?.includes('${{') || found.mustGive) {
    mistaken(at, `The input "${name}" of ${action.name} has no plain default; declare it with "input".`);
  }
  return found;
}
