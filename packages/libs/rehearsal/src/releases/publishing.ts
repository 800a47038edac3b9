import { unprocessable } from '../github/answers.ts';
import { json, type StageResponse } from '../route.ts';
import { tryGit } from '../scene/git.ts';
import type { ReleaseDesk, Visit } from './desk.ts';
import { type HeldRelease, placeOf, type ReleaseStore } from './store.ts';
import { apiRelease } from './wire.ts';

interface ReleaseBody {
  readonly tag_name?: string;
  readonly target_commitish?: string;
  readonly name?: string;
  readonly body?: string;
  readonly draft?: boolean;
  readonly prerelease?: boolean;
}

/** `POST /releases`. */
export async function create({ store }: ReleaseDesk, visit: Visit): Promise<StageResponse> {
  const body = (visit.request.json() ?? {}) as ReleaseBody;
  if (!body.tag_name) return invalid('missing_field', 'tag_name');
  const target = body.target_commitish ?? (await defaultBranch(visit.bare));
  const order = { repository: visit.repository, tag: body.tag_name, target, draft: body.draft === true };
  const refused = await publish(store, visit, order);
  if (refused !== undefined) return refused;
  const text = { name: body.name ?? null, body: body.body ?? null, prerelease: body.prerelease === true };
  return json(201, apiRelease(store.create({ ...order, ...text }), visit.addresses));
}

/** `PATCH /releases/{id}`. */
export async function change(
  { store }: ReleaseDesk,
  visit: Visit,
  release: HeldRelease,
): Promise<StageResponse> {
  const body = (visit.request.json() ?? {}) as ReleaseBody;
  const changed = {
    // GitHub takes a draft that is changed without its tag for one that has none, as gh says in a comment.
    tag: body.tag_name ?? placeOf(release),
    target: body.target_commitish ?? release.target,
    name: body.name ?? release.name,
    body: body.body ?? release.body,
    draft: body.draft ?? release.draft,
    prerelease: body.prerelease ?? release.prerelease,
  };
  const refused = await publish(store, visit, { ...release, ...changed });
  return refused ?? json(200, apiRelease(store.update(release, changed), visit.addresses));
}

/** Makes the tag of a release that is no draft; gives the refusal where that cannot be. */
async function publish(
  store: ReleaseStore,
  { repository, bare }: Visit,
  release: Pick<HeldRelease, 'tag' | 'target' | 'draft'> & { readonly id?: number },
): Promise<StageResponse | undefined> {
  if (release.draft) return undefined;
  const taken = store
    .list(repository)
    .some((one) => !one.draft && one.tag === release.tag && one.id !== release.id);
  if (taken) return invalid('already_exists', 'tag_name');
  const ref = `refs/tags/${release.tag}`;
  if ((await tryGit(bare, ['rev-parse', '--verify', '--quiet', ref])).exitCode === 0) return undefined;
  const commit = await tryGit(bare, ['rev-parse', '--verify', '--quiet', `${release.target}^{commit}`]);
  if (commit.exitCode !== 0) return invalid('invalid', 'target_commitish');
  const made = await tryGit(bare, ['update-ref', ref, commit.stdout.trim()]);
  return made.exitCode === 0 ? undefined : invalid('invalid', 'tag_name');
}

function invalid(code: 'already_exists' | 'invalid' | 'missing_field', field: string): StageResponse {
  return unprocessable('Validation Failed', { resource: 'Release', code, field });
}

async function defaultBranch(bare: string): Promise<string> {
  return (await tryGit(bare, ['symbolic-ref', '--short', 'HEAD'])).stdout.trim();
}
