import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Inputs, type MergeInputs, readInputs } from '../src/inputs.ts';

interface Definition {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** The lines under `with:` of a step. */
export type Step = Readonly<Record<string, string>>;

/** What `action.yml` says. */
export const definition: Definition = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'));

/** The inputs of a step with these lines under `with:`, its defaults filled in as the runner does. */
export function given(step: Step): Inputs {
  return readInputs((name) => {
    const { default: preset = '' } = definition.inputs[name] ?? {};
    const expressions: Step = {
      '${{ github.repository }}': 'octo/pythons',
      '${{ github.token }}': '',
    };
    return step[name] ?? expressions[preset] ?? preset;
  });
}

/** The inputs of a merge. */
export function givenMerge(step: Step): MergeInputs {
  const inputs = given(step);
  if (inputs.mode === 'merge') return inputs;
  throw new Error(`Expected the inputs of a merge, found those of the mode ${inputs.mode}.`);
}
