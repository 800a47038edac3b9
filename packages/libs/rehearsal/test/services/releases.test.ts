import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createScene,
  type ReleaseService,
  releaseService,
  type Scene,
  type Stage,
  startStage,
} from '../../src/index.ts';

let scene: Scene;
let stage: Stage;
let service: ReleaseService;
beforeEach(async () => {
  scene = await createScene({ files: { 'a.txt': 'a' } });
  service = releaseService({ repositories: { 'octo/widgets': scene.bare } });
  stage = await startStage({ routes: service.routes });
});
afterEach(async () => {
  await stage.close();
  await scene.close();
});

interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into JSON of many shapes.
  readonly body: any;
  readonly link: string | null;
}

async function ask(method: string, path: string, body?: unknown, token = true): Promise<Answer> {
  const address = path.startsWith('http') ? path : `${stage.url}/repos/octo/widgets/releases${path}`;
  const answer = await fetch(address, {
    method,
    ...(token ? { headers: { authorization: 'Bearer ghs_x' } } : {}),
    ...(body === undefined ? {} : { body: body instanceof Uint8Array ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    body: text === '' ? undefined : JSON.parse(text),
    link: answer.headers.get('link'),
  };
}

const upload = (release: Answer, name: string, bytes: string) =>
  ask('POST', release.body.upload_url.replace('{?name,label}', `?name=${name}`), Buffer.from(bytes));
const tag = (name: string) =>
  execFileSync('git', ['-C', scene.bare, 'rev-parse', `refs/tags/${name}`], {
    encoding: 'utf8',
    stdio: 'pipe',
  }).trim();

it('T14: two drafts of one tag are two drafts, and only one of them can become public', async () => {
  const one = await ask('POST', '', { tag_name: 'v7', draft: true, target_commitish: 'main' });
  const other = await ask('POST', '', { tag_name: 'v7', draft: true, target_commitish: 'main' });
  expect([one.status, other.status, one.body.id === other.body.id]).toEqual([201, 201, false]);
  const publish = ({ body }: Answer) => ask('PATCH', `/${body.id}`, { tag_name: 'v7', draft: false });
  expect([(await publish(one)).status, (await publish(other)).status]).toEqual([200, 422]);
});

describe('a draft', () => {
  it('has an untagged address and no tag, and is hidden from those who may not write', async () => {
    const draft = await ask('POST', '', { tag_name: 'v1', draft: true });
    expect(draft.status).toBe(201);
    expect(draft.body.html_url).toMatch(
      /^https:\/\/github\.com\/octo\/widgets\/releases\/tag\/untagged-[0-9a-f]{20}$/,
    );
    expect([draft.body.tag_name, draft.body.published_at]).toEqual(['v1', null]);
    expect((await ask('GET', '/tags/v1')).status).toBe(404);
    expect((await ask('GET', '')).body).toHaveLength(1);
    expect((await ask('GET', '', undefined, false)).body).toEqual([]);
    expect((await ask('GET', `/${draft.body.id}`, undefined, false)).status).toBe(404);
    expect(() => tag('v1')).toThrow();
  });

  it('that is published gets its tag, and its files their address', async () => {
    const draft = await ask('POST', '', { tag_name: 'v1', draft: true, target_commitish: 'main' });
    const asset = await upload(draft, 'a b.txt', 'hello');
    expect(asset.body).toMatchObject({
      name: 'a.b.txt',
      state: 'uploaded',
      size: 5,
      digest: `sha256:${createHash('sha256').update('hello').digest('hex')}`,
    });
    expect(asset.body.browser_download_url).toMatch(/\/download\/untagged-[0-9a-f]{20}\/a\.b\.txt$/);
    const published = await ask('PATCH', `/${draft.body.id}`, { tag_name: 'v1', draft: false });
    expect(published.body.assets[0].browser_download_url).toBe(
      'https://github.com/octo/widgets/releases/download/v1/a.b.txt',
    );
    expect(tag('v1')).toBe(await scene.head());
    expect((await ask('GET', '/latest')).body.id).toBe(draft.body.id);
    const file = await fetch(`${stage.url}/octo/widgets/releases/download/v1/a.b.txt`);
    expect(await file.text()).toBe('hello');
  });
});

it('a draft that is published without its tag named again loses it', async () => {
  const draft = await ask('POST', '', { tag_name: 'v1', draft: true, target_commitish: 'main' });
  const published = await ask('PATCH', `/${draft.body.id}`, { draft: false });
  expect(published.body.tag_name).toMatch(/^untagged-/);
  expect((await ask('GET', '/tags/v1')).status).toBe(404);
});

it('the bytes of an asset come by its id', async () => {
  const release = await ask('POST', '', { tag_name: 'v1' });
  const asset = await upload(release, 'a.txt', 'hello');
  const headers = { accept: 'application/octet-stream' };
  expect(await (await fetch(asset.body.url, { headers })).text()).toBe('hello');
});

it.each([
  ['without a tag', () => ask('POST', '', {}), 'missing_field'],
  ['of a tag that has one', () => ask('POST', '', { tag_name: 'v1' }), 'already_exists'],
  [
    'at a commit that is not there',
    () => ask('POST', '', { tag_name: 'v2', target_commitish: 'x' }),
    'invalid',
  ],
])('a release %s is refused', async (_what, act, code) => {
  await ask('POST', '', { tag_name: 'v1' });
  const refused = await act();
  expect([refused.status, refused.body.errors[0].code]).toEqual([422, code]);
});

it('a file of the same name is refused until the old one is deleted', async () => {
  const release = await ask('POST', '', { tag_name: 'v1' });
  const asset = await upload(release, 'a.txt', 'one');
  const again = await upload(release, 'a.txt', 'two');
  expect([again.status, again.body.errors]).toEqual([
    422,
    [{ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' }],
  ]);
  expect((await ask('DELETE', `/assets/${asset.body.id}`)).status).toBe(204);
  expect((await upload(release, 'a.txt', 'two')).status).toBe(201);
});

it('a list comes in pages that name each other', async () => {
  for (const name of ['v1', 'v2', 'v3'])
    service.seed({ repository: 'octo/widgets', tag: name, target: 'main', draft: false });
  const first = await ask('GET', '?per_page=2');
  expect(first.body.map((one: { tag_name: string }) => one.tag_name)).toEqual(['v3', 'v2']);
  expect(first.link).toContain('page=2>; rel="next"');
  expect((await ask('GET', '?per_page=2&page=2')).body).toHaveLength(1);
});

it('who has no token, or one that may only read, writes nothing', async () => {
  expect((await ask('POST', '', { tag_name: 'v1' }, false)).status).toBe(401);
  const readers = releaseService({ repositories: { 'octo/widgets': scene.bare }, contents: 'read' });
  await using other = await startStage({ routes: readers.routes });
  const address = `${other.url}/repos/octo/widgets/releases`;
  expect((await ask('POST', address, { tag_name: 'v1' })).status).toBe(403);
});
