import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, type Reading } from './stand-ins/binary.ts';
import { ProxyAgent } from './stand-ins/undici.ts';

const original: { parse: typeof parse } = createRequire(import.meta.url)('binary');

test('the stand-in for binary reads what the package reads', () => {
  const step = fc.constantFrom<(reading: Reading, name: string) => Reading>(
    (reading, name) => reading.word16lu(name),
    (reading, name) => reading.word32lu(name),
    (reading, name) => reading.word64lu(name),
    (reading) => reading.skip(3),
  );
  const property = fc.property(
    fc.uint8Array({ maxLength: 24 }),
    fc.array(step, { maxLength: 8 }),
    (bytes, steps) => {
      const read = (from: typeof parse) =>
        steps.reduce((reading, take, index) => take(reading, `field${index}`), from(Buffer.from(bytes))).vars;
      expect(read(parse)).toEqual(read(original.parse));
    },
  );
  fc.assert(property, { seed: 20_26, numRuns: 500 });
});

test('asking for a proxy says that there is none, and what to do', () => {
  expect(() => new ProxyAgent()).toThrow(/http_proxy or https_proxy.*Add the host to no_proxy/);
});
