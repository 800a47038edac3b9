import { setSecret } from '@actions/core';
import { conceal } from './redaction.ts';

/**
 * Makes `value` unprintable: the runner masks it in the log, and `redact` takes it out of every error,
 * output and summary, as it stands and in the base64 form in which git sends it.
 */
export function registerSecret(value: string): void {
  for (const form of formsOf(value)) if (conceal(form)) setSecret(form);
}

/**
 * {@link registerSecret} for a command on a terminal: the runner learns of a secret by a line of the standard
 * output, and where no runner reads that line it would show the secret.
 */
export function concealSecret(value: string): void {
  for (const form of formsOf(value)) conceal(form);
}

function formsOf(value: string): readonly string[] {
  return value === '' ? [] : [value, basic(value), basic(`x-access-token:${value}`)];
}

function basic(value: string): string {
  return Buffer.from(value).toString('base64');
}
