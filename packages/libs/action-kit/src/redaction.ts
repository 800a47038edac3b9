/** What must never be printed. Knows nothing of the runner, so that even {@link quote} can ask it. */
const known = new Set<string>();

/** Takes `secret` out of every text from now on; gives whether it was new. */
export function conceal(secret: string): boolean {
  if (secret === '' || known.has(secret)) return false;
  known.add(secret);
  return true;
}

/**
 * `text` without any registered secret. A text is redacted before it is cut or escaped: afterwards a
 * secret may stand there in part, or in another spelling.
 */
export function redact(text: string): string {
  // The longest first: one secret may be the beginning of another.
  const secrets = [...known].sort((one, other) => other.length - one.length);
  return secrets.reduce((clean, secret) => clean.replaceAll(secret, '***'), text);
}
