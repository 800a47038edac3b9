/**
 * Reads the header `x-accepted-github-permissions`: alternatives parted by `;`, of which each lists
 * permissions parted by `,` (https://docs.github.com/rest/using-the-rest-api/troubleshooting-the-rest-api).
 * `actions=read; contents=read,metadata=read` becomes `actions: read`, or `contents: read` and the like;
 * `metadata: read`, which every token has, is left out.
 */
export function parsePermissions(header: string | null): readonly (readonly string[])[] {
  return (header ?? '')
    .split(';')
    .map((alternative) => [...alternative.matchAll(/([a-z_]+)=(read|write|admin)/g)])
    .map((found) => found.map(([, name = '', level]) => `${name.replaceAll('_', '-')}: ${level}`))
    .map((found) => found.filter((permission) => permission !== 'metadata: read'))
    .filter((found) => found.length > 0);
}

/** `actions: read` or `contents: read and checks: read`; empty when the header says nothing. */
export function describePermissions(header: string | null): string {
  return parsePermissions(header)
    .map((together) => together.map((permission) => `"${permission}"`).join(' and '))
    .join(' or ');
}
