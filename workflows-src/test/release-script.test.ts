import { expect } from 'vitest';
import { assetOf, CREATED, namesIn, PPC, release, releaseOf, S390 } from './release-run.ts';
import { scriptTest as test } from './shell.ts';

test.concurrent('a release is made as a draft, filled, and then published', async () => {
  const done = await release();
  expect(done.log).toContain('Published the release 3.14.2.');
  expect(done.code).toBe(0);
  expect(done.deeds).toEqual(CREATED);
  expect(done.held).toMatchObject([
    { tag: '3.14.2', draft: false, prerelease: false, target: 'c'.repeat(40), latest: 'legacy' },
  ]);
  expect(done.held[0]?.assets.map(({ bytes }) => bytes.toString())).toEqual(
    [PPC, S390].map((n) => `the archive ${n}`),
  );
  expect(done.summary).toContain(`- ${PPC}: upload\n`);
});

test.concurrent('at no time does anybody see half a release', async () => {
  const { publicStates } = await release();
  expect(new Set(publicStates)).toEqual(new Set(['', `${PPC} ${S390}`]));
});

test.concurrent('a pre-release is one on GitHub, too', async () => {
  const { held } = await release({ env: { VERSION: '3.15.0-alpha.1', TAG: '3.15.0-alpha.1' } });
  expect(held).toMatchObject([{ prerelease: true, draft: false }]);
});

test.concurrent('a tag with a prefix is found again as it was made', async () => {
  const first = await release({ env: { TAG: 'py/v3.14.2+1' } });
  expect(first.log).toContain('Published');
  const again = await release({ env: { TAG: 'py/v3.14.2+1' }, held: first.held });
  expect([again.code, again.deeds]).toEqual([0, []]);
});

test.concurrent('a run that is repeated finds everything there and changes nothing', async () => {
  const held = [releaseOf({ assets: [assetOf(1, PPC), assetOf(2, S390)] })];
  const { code, deeds, summary } = await release({ held });
  expect([code, deeds]).toEqual([0, []]);
  expect(summary).toContain(`- ${S390}: keep\n`);
});

test.concurrent('a draft that was left half full is completed, whatever page of the list it stands on', async () => {
  const others = Array.from({ length: 130 }, (_, index) =>
    releaseOf({ id: 100 + index, tag: `3.9.${index}` }),
  );
  const draft = releaseOf({ draft: true, assets: [assetOf(1, PPC), assetOf(2, S390, { state: 'starter' })] });
  const { code, deeds } = await release({ held: [...others, draft] });
  expect(code).toBe(0);
  expect(deeds).toEqual(['DELETE /assets/2', `POST /uploads/7/assets?name=${S390}`, 'PATCH /7']);
});

test.concurrent('of two drafts for one tag, the older one is completed', async () => {
  const held = [
    releaseOf({ id: 9, draft: true }),
    releaseOf({ id: 8, draft: true, assets: [assetOf(1, PPC)] }),
  ];
  expect(await release({ held, names: [PPC] })).toMatchObject({ code: 0, deeds: ['PATCH /8'] });
});

test.concurrent('a public release gets what is missing, and keeps what others put there', async () => {
  const held = [releaseOf({ assets: [assetOf(1, PPC), assetOf(3, 'notes.txt')] })];
  const { code, deeds } = await release({ held });
  expect([code, deeds]).toEqual([0, [`POST /uploads/7/assets?name=${S390}`]]);
  expect(namesIn({ held })).toEqual([PPC, 'notes.txt', S390]);
});

test.concurrent('a file of the same name with other bytes is an error, before anything is changed', async () => {
  const held = [releaseOf({ assets: [assetOf(1, S390, { bytes: Buffer.from('older') })] })];
  const { code, log, deeds } = await release({ held });
  expect([code, deeds]).toEqual([1, []]);
  expect(log).toContain(
    `::error title=Release 3.14.2::The release 3.14.2 holds other bytes under these names: ${S390}.`,
  );
});

test.concurrent('where it may be replaced, the old file goes when the new one has arrived', async () => {
  const held = [releaseOf({ assets: [assetOf(1, PPC), assetOf(2, S390, { bytes: Buffer.from('older') })] })];
  const { code, deeds } = await release({ held, env: { REPLACE: 'true' } });
  expect(code).toBe(0);
  expect(deeds).toEqual([
    `POST /uploads/7/assets?name=${S390}.new`,
    'DELETE /assets/2',
    'PATCH /assets/1001',
  ]);
  expect(held[0]?.assets.map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
    [PPC, `the archive ${PPC}`],
    [S390, `the archive ${S390}`],
  ]);
});

test.concurrent('what a replacement left behind when it was ended half-way is taken away', async () => {
  const held = [releaseOf({ assets: [assetOf(1, PPC), assetOf(2, `${S390}.new`)] })];
  const { code } = await release({ held, env: { REPLACE: 'true' } });
  expect(code).toBe(0);
  expect(namesIn({ held }).sort()).toEqual([PPC, S390]);
});

test.concurrent('an immutable release is not touched, and the way out is told', async () => {
  const held = [releaseOf({ immutable: true, assets: [assetOf(1, PPC)] })];
  const { code, log, deeds } = await release({ held });
  expect([code, deeds]).toEqual([1, []]);
  expect(log).toContain(`is immutable and does not hold all files: ${S390}. Build under a tag of its own.`);
});

test.concurrent('where GitHub knows no digest, the file is fetched, and whoever stores it sees no token', async () => {
  const good = [releaseOf({ assets: [assetOf(1, PPC), assetOf(2, S390)] })];
  expect(await release({ held: good, digests: false })).toMatchObject({ code: 0, deeds: [] });
  const bad = [
    releaseOf({
      assets: [assetOf(1, PPC), assetOf(2, S390, { bytes: Buffer.from('of equal size or not') })],
    }),
  ];
  expect(await release({ held: bad, digests: false })).toMatchObject({ code: 1, deeds: [] });
});

test.concurrent('a dry run tells what it would do, and does nothing', async () => {
  const env = { DRY_RUN: 'true' };
  const none = await release({ env });
  expect([none.code, none.deeds]).toEqual([0, []]);
  expect(none.log).toContain('The release 3.14.2 would be made with 2 files.');
  const some = await release({ env, held: [releaseOf({ assets: [assetOf(1, PPC)] })] });
  expect([some.code, some.deeds]).toEqual([0, []]);
  expect(some.log).toContain(`${PPC}: would keep\n${S390}: would upload\n`);
});

test.concurrent('the token is no argument of any program, and is asked for with every request', async () => {
  const { curls, code } = await release();
  expect(code).toBe(0);
  expect(curls).toContain('--config /dev/fd/');
  expect(curls).not.toContain('Bearer');
});
