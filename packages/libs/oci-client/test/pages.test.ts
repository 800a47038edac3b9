import { json, route, startStage } from '@gatehouse/rehearsal';
import { describe, expect, it } from 'vitest';
import { parseRepository } from '../src/index.ts';
import { testClient } from './client.ts';

const LIST = '/v2/acme/widgets/tags/list';
const at = (url: string) => parseRepository(`${new URL(url).host}/acme/widgets`);

/** A list of tags of which each page leads to `next`. */
const paged = (next: (page: number, origin: string) => string | undefined) =>
  route('GET', LIST, ({ query, url }) => {
    const page = Number(query.get('last') ?? 0);
    const link = next(page + 1, url.origin);
    return json(200, { name: 'x', tags: [`t${page}`] }, link === undefined ? {} : { link });
  });

describe('a list of tags', () => {
  it.each([
    ['relative', (page: number) => `<${LIST}?n=1000&last=${page}>; rel="next"`],
    ['absolute', (page: number, origin: string) => `<${origin}${LIST}?last=${page}>; rel=next`],
  ])('is read to its last page: %s links', async (_what, link) => {
    await using stage = await startStage({
      routes: [paged((page, origin) => (page < 3 ? link(page, origin) : undefined))],
    });
    expect(await testClient().listTags(at(stage.url))).toEqual({ tags: ['t0', 't1', 't2'], complete: true });
  });

  it('says that it is not complete when the cap came first', async () => {
    await using stage = await startStage({ routes: [paged((page) => `<${LIST}?last=${page}>; rel="next"`)] });
    expect(await testClient().listTags(at(stage.url), 2)).toEqual({ tags: ['t0', 't1'], complete: false });
  });

  it.each([
    ['another host', () => '<https://evil.example.com/v2/acme/widgets/tags/list>; rel="next"'],
    ['another host without a scheme', () => '<//evil.example.com/v2/acme/widgets/tags/list>; rel="next"'],
    ['another repository', () => '</v2/acme/secret/tags/list>; rel="next"'],
    ['itself', () => `<${LIST}?n=1000>; rel="next"`],
    ['nonsense', () => '<http://[>; rel="next"'],
  ])('that leads to %s is refused', async (_what, link) => {
    await using stage = await startStage({ routes: [paged(link)] });
    const client = testClient({ credential: { kind: 'registry-token', token: 'ready-2' } });
    await expect(client.listTags(at(stage.url))).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('next page'),
    });
    expect(stage.journal).toHaveLength(1);
  });

  it('that is not one is asked for again, and then an error', async () => {
    await using stage = await startStage({
      routes: [route('GET', LIST, () => ({ status: 200, body: '<html>' }))],
    });
    await expect(testClient().listTags(at(stage.url))).rejects.toMatchObject({ kind: 'transient' });
    expect(stage.journal.length).toBeGreaterThan(1);
  });

  it('of a repository without tags is empty', async () => {
    await using stage = await startStage({
      routes: [route('GET', LIST, () => json(200, { name: 'x', tags: null }))],
    });
    expect(await testClient().listTags(at(stage.url))).toEqual({ tags: [], complete: true });
  });
});
