/** Keeps the user and the password of a proxy out of every text: as written, decoded, and as they are sent. */
export function hideCredentials(proxy: string, hide: (secret: string) => void): void {
  const { username, password } = new URL(proxy);
  if (password === '') return;
  const [user, secret] = [decoded(username), decoded(password)];
  // `hide` adds the base64 form, which is what `Proxy-Authorization` holds.
  for (const value of [password, secret, `${username}:${password}`, `${user}:${secret}`]) hide(value);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
