import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Inputs, readInputs } from '../src/inputs.ts';

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
