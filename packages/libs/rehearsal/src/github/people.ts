import { createHash } from 'node:crypto';
import type { components } from '@octokit/openapi-types';

type User = components['schemas']['simple-user'];

/** An account as the API shows it wherever somebody did something. */
export function simpleUser(login: string, origin: string): User {
  const url = `${origin}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id: stableId(login),
    node_id: `U_${stableId(login)}`,
    avatar_url: '',
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}

/** The same name has the same id, on every stage. */
export function stableId(name: string): number {
  return createHash('sha256').update(name.toLowerCase()).digest().readUInt32BE();
}
