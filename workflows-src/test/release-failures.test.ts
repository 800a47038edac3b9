import { expect } from 'vitest';
import { assetOf, CREATED, namesIn, PPC, release, releaseOf, S390 } from './release-run.ts';
import type { Fault } from './releases-server.ts';
import { scriptTest as test } from './shell.ts';

test.concurrent.each([
  ['the draft is made, but nobody is told', { on: /^POST $/, nth: 1, kind: 'lost' }, CREATED],
  ['an upload arrives, but nobody is told', { on: /^POST .*ppc64le/, nth: 1, kind: 'lost' }, CREATED],
  ['the release is published, but nobody is told', { on: /^PATCH/, nth: 1, kind: 'lost' }, CREATED],
  ['an upload fails', { on: /^POST .*s390x/, nth: 1, kind: 502 }, CREATED.toSpliced(2, 0, CREATED[2] ?? '')],
  ['a list lags behind', { on: /^GET .*\/assets$/, nth: 2, kind: 'stale' }, CREATED],
  ['the release is not to be seen at once', { on: /^GET \/tags/, nth: 2, kind: 404 }, CREATED],
] as const)('when %s, the next pass goes on from what is there', async (_, fault: Fault, deeds) => {
  const done = await release({ faults: [fault] });
  expect(done.log).toContain('Looking again in 2 s.');
  expect([done.code, done.pauses]).toEqual([0, [2]]);
  expect(done.deeds).toEqual(deeds);
  expect(namesIn(done)).toEqual([PPC, S390]);
});

test.concurrent('an upload that a lagging list asks for twice is refused by GitHub, and looked at again', async () => {
  const faults: Fault[] = [
    { on: /^POST .*s390x/, nth: 1, kind: 'lost' },
    { on: /^GET .*\/assets$/, nth: 2, kind: 'stale' },
  ];
  const done = await release({ faults });
  expect(done.log).toContain('already_exists');
  expect([done.code, done.pauses]).toEqual([0, [2, 4]]);
  expect(namesIn(done)).toEqual([PPC, S390]);
});

test.concurrent('GitHub is left alone for as long as it asks', async () => {
  const busy: Fault = { on: /^POST $/, nth: 1, kind: 429, retryAfter: 37 };
  const slow: Fault = {
    on: /^PATCH/,
    nth: 1,
    kind: 403,
    retryAfter: 60,
    message: 'You have exceeded a secondary rate limit.',
  };
  const { code, pauses } = await release({ faults: [busy, slow] });
  expect([code, pauses]).toEqual([0, [37, 60]]);
});

test.concurrent.each([
  [
    'the hour is used up',
    { 'x-ratelimit-remaining': 0, 'x-ratelimit-reset': 1_700_000_095, date: 'Tue, 14 Nov 2023 22:13:20 GMT' },
    95,
  ],
  ['GitHub names no time', {}, 60],
  ['what it says is no time', { 'retry-after': 'soon' }, 60],
])('when %s, a rate limit is waited out by the clock of the server', async (_, headers, seconds) => {
  const fault: Fault = { on: /^POST $/, nth: 1, kind: 403, message: 'API rate limit exceeded.', headers };
  const { code, pauses } = await release({ faults: [fault] });
  expect([code, pauses]).toEqual([0, [seconds]]);
});

test.concurrent.each([
  ['its list of files', /^GET \/1001\/assets/],
  ['an upload', /^POST .*ppc64le/],
])('a draft that was just made and is not known everywhere: %s is asked for again', async (_, on) => {
  const done = await release({ faults: [{ on, nth: 1, kind: 404 }] });
  expect([done.code, done.pauses, namesIn(done)]).toEqual([0, [2], [PPC, S390]]);
});

test.concurrent('of a release that was there before, a 404 is final', async () => {
  const done = await release({ held: [releaseOf()], faults: [{ on: /^GET \/7\/assets/, kind: 404 }] });
  expect([done.code, done.pauses]).toEqual([1, []]);
});

test.concurrent('a draft that was made without an answer, and listed late, does not stay behind', async () => {
  const faults: Fault[] = [
    { on: /^POST $/, nth: 1, kind: 'lost' },
    { on: /^GET $/, nth: 2, kind: 'stale' },
  ];
  const { code, deeds, held } = await release({ faults });
  expect([code, deeds.at(-1)]).toEqual([0, 'DELETE /1001']);
  expect(held).toMatchObject([{ id: 1002, draft: false, assets: [{ name: PPC }, { name: S390 }] }]);
});

test.concurrent('an empty draft of somebody else stays', async () => {
  const faults: Fault[] = [
    { on: /^POST $/, nth: 1, kind: 'lost' },
    { on: /^GET $/, nth: 2, kind: 'stale' },
  ];
  const other = releaseOf({ id: 8, draft: true, target: 'd'.repeat(40), tag: '3.14.20' });
  const { held } = await release({ held: [other], faults });
  expect(held.map(({ id }) => id)).toEqual([1002, 8]);
});

const OLD = { bytes: Buffer.from('what was built before') };

test.concurrent.each([
  [
    'whose answer got lost',
    [assetOf(1, PPC), assetOf(2, S390, OLD)],
    [{ on: /^POST .*new/, nth: 1, kind: 'lost' }],
  ],
  [
    'that was ended before the old file went',
    [assetOf(1, PPC), assetOf(2, S390, OLD), assetOf(3, `${S390}.new`)],
    [],
  ],
] as const)('a replacement %s is done again', async (_, assets, faults) => {
  const held = [releaseOf({ assets: [...assets] })];
  const done = await release({ held, env: { REPLACE: 'true' }, faults });
  expect([done.code, namesIn(done)]).toEqual([0, [PPC, S390]]);
  expect(held[0]?.assets[1]?.bytes).toEqual(assetOf(1, S390).bytes);
});

test.concurrent('a GitHub that never answers ends the job in the end, and the draft stays a draft', async () => {
  const { code, log, pauses, held } = await release({ faults: [{ on: /^POST .*s390x/, kind: 503 }] });
  expect([code, pauses]).toEqual([1, [2, 4, 8, 16, 32]]);
  expect(log).toContain('could not be completed in 6 attempts');
  expect(held).toMatchObject([{ draft: true, assets: [{ name: PPC }] }]);
});

test.concurrent.each([
  [
    403,
    'Resource not accessible by integration',
    'The token must have "contents: write" for acme/python-versions.',
  ],
  [
    422,
    'tag name is 100%\nnot well-formed',
    'was answered with 422 (tag name is 100%25 not well-formed); expected 201.',
  ],
])('a refusal with %i is asked for once, and told', async (status, message, told) => {
  const { code, log, deeds, pauses } = await release({ faults: [{ on: /^POST /, kind: status, message }] });
  expect([code, deeds, pauses]).toEqual([1, ['POST '], []]);
  expect(log.split('\n').filter((line) => line.startsWith('::error'))).toEqual([
    expect.stringContaining(told),
  ]);
});

test.concurrent('an address that differs from the one that the manifest will name ends the job', async () => {
  const { code, log, pauses } = await release({ server: 'https://github.example', names: [PPC] });
  expect([code, pauses]).toEqual([1, []]);
  expect(log).toContain(
    `The manifest would name another address than the release 3.14.2 has: ${PPC} is at https://github.com/`,
  );
});

test.concurrent('a file that did not arrive whole is never published', async () => {
  const { code, log, held } = await release({ faults: [{ on: /^POST .*s390x/, kind: 'cut' }] });
  expect(code).toBe(1);
  expect(log).toContain(`holds other bytes under these names: ${S390}.`);
  expect(held).toMatchObject([{ draft: true }]);
});
