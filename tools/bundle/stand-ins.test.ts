import http from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, type Reading } from './stand-ins/binary.ts';
import { HttpsProxyAgent, httpsOverHttp } from './stand-ins/proxy-agents.ts';
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

test('what asks undici for a proxy gets what fetch sends its requests with', async () => {
  await fetch('data:,').then((response) => response.text());
  const make = ProxyAgent as unknown as new () => object;
  expect(new make()).toBeTypeOf('object');
});

test('what asks for an agent of a proxy gets Node’s own, once it knows the proxies', () => {
  expect(() => httpsOverHttp()).toThrow(/HTTPS_PROXY.*cannot use one/);
  const forget = http.setGlobalProxyFromEnv({ https_proxy: 'http://proxy.example:3128' });
  try {
    const make = HttpsProxyAgent as unknown as new () => object;
    expect({ tunnel: httpsOverHttp(), agent: new make() }).toEqual({
      tunnel: https.globalAgent,
      agent: https.globalAgent,
    });
  } finally {
    forget();
  }
});
