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

/** The permissions of GitHub Apps that `permissions:` of a job can grant, without `id-token`, which is no API. */
const GRANTED_TO_JOBS =
  /^(actions|artifact-metadata|attestations|checks|contents|deployments|discussions|issues|models|packages|pages|pull-requests|security-events|statuses): /;

/** What to do for a token that lacks one of the permissions in `header`: a sentence. */
export function permissionAdvice(header: string | null): string {
  const alternatives = parsePermissions(header);
  if (alternatives.length === 0)
    return 'Give the token the permission for it, under "permissions:" of the job.';
  const granted = alternatives.filter((together) => together.every((one) => GRANTED_TO_JOBS.test(one)));
  return granted.length > 0
    ? `Put ${listed(granted)} under "permissions:" of the job.`
    : `It takes ${listed(alternatives)}, which the token of a job cannot have: hand over the token of a GitHub App, or a fine-grained one, that has it.`;
}

/** `"actions: read"`, or `"contents: read" and "checks: read"`. */
function listed(alternatives: readonly (readonly string[])[]): string {
  return alternatives
    .map((together) => together.map((permission) => `"${permission}"`).join(' and '))
    .join(' or ');
}
