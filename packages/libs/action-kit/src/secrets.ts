import { setSecret } from '@actions/core';

const known = new Set<string>();

/**
 * Makes `value` unprintable: the runner masks it in the log, and {@link redact} takes it out of every
 * error, output and summary, as it stands and in the base64 form in which git sends it.
 */
export function registerSecret(value: string): void {
  if (value === '') return;
  const forms = [value, basic(value), basic(`x-access-token:${value}`)];
  for (const form of forms) {
    if (!known.has(form)) {
      known.add(form);
      setSecret(form);
    }
  }
}

/** `text` without any registered secret. */
export function redact(text: string): string {
  // The longest first: one secret may be the beginning of another.
  const forms = [...known].sort((one, other) => other.length - one.length);
  return forms.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}

function basic(value: string): string {
  return Buffer.from(value).toString('base64');
}
