import { expect } from 'vitest';
import { CREATED, namesIn, PPC, release, S390 } from './release-run.ts';
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
