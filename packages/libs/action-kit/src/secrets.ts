import { setSecret } from '@actions/core';
import { conceal } from './redaction.ts';

/**
 * Makes `value` unprintable: the runner masks it in the log, and `redact` takes it out of every error,
 * output and summary, as it stands and in the base64 form in which git sends it.
 */
export function registerSecret(value: string): void {
  if (value === '') return;
  for (const form of [value, basic(value), basic(`x-access-token:${value}`)]) {
    if (conceal(form)) setSecret(form);
  }
}

function basic(value: string): string {
  return Buffer.from(value).toString('base64');
}
