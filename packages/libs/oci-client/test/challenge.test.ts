import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseChallenges } from '../src/auth/challenge.ts';

it.each([
  [
    'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
    [
      {
        scheme: 'bearer',
        parameters: {
          realm: 'https://auth.docker.io/token',
          service: 'registry.docker.io',
          scope: 'repository:a/b:pull,push',
        },
      },
    ],
  ],
  ['Basic realm="x"', [{ scheme: 'basic', parameters: { realm: 'x' } }]],
  [
    'bEARER REALM=https://x/token , service = y',
    [{ scheme: 'bearer', parameters: { realm: 'https://x/token', service: 'y' } }],
  ],
  [
    'Negotiate, Basic realm="a \\"b\\", c", Bearer realm="r",error="insufficient_scope"',
    [
      { scheme: 'negotiate', parameters: {} },
      { scheme: 'basic', parameters: { realm: 'a "b", c' } },
      { scheme: 'bearer', parameters: { realm: 'r', error: 'insufficient_scope' } },
    ],
  ],
  ['', []],
  [null, []],
  ['"', []],
])('%s', (header, expected) => {
  const found = parseChallenges(header).map(({ scheme, parameters }) => ({
    scheme,
    parameters: Object.fromEntries(parameters),
  }));
  expect(found).toEqual(expected);
});

it('any header is read in the end', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (header) => void parseChallenges(header)));
});
