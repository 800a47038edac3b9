import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Inputs, readInputs } from '../src/inputs.ts';

interface Definition {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

/** What `action.yml` says. */
export const definition: Definition = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'));

/** The inputs of a step with these lines under `with:`, its defaults filled in as the runner does. */
export function given(step: Readonly<Record<string, string>>): Inputs {
  return readInputs((name) => {
    const { default: preset = '' } = definition.inputs[name] ?? {};
    return step[name] ?? preset.replace(/^\$\{\{ github\.repository \}\}$/, 'IBM/python-versions-pz');
  });
}

/** A step for the files of one leg. */
export const LEG = {
  files: 'dist/*',
  tag: '3.14.2',
  arch: 'ppc64le',
  platform: 'linux',
  'platform-version': '24.04',
} as const;

/** The inputs of a part of version files. */
export function givenVersionFiles(step: Readonly<Record<string, string>>) {
  const inputs = given(step);
  if (inputs.kind === 'version-files') return inputs;
  throw new Error(`Expected the kind version-files, found ${inputs.kind}.`);
}
