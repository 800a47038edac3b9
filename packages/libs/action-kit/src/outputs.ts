import { setOutput } from '@actions/core';
import { redact } from './redaction.ts';

/** The value of an output; anything but a string is written as JSON. */
export type OutputValue = string | number | boolean | object | undefined;

/** Sets the outputs of the action by their names in `action.yml`; `undefined` becomes empty. */
export function setOutputs(outputs: Readonly<Record<string, OutputValue>>): void {
  for (const [name, value] of Object.entries(outputs)) {
    setOutput(name, redact(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')));
  }
}
