import { describe, expect, it } from 'vitest';
import { readInputs } from '../src/inputs.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const read = (values: Readonly<Record<string, string>>) =>
  readInputs((name) => ({ image: 'ghcr.io/acme/widgets', sources: DIGEST, ...values })[name] ?? '');
const repository = { registry: 'ghcr.io', path: 'acme/widgets' };

describe('sources', () => {
  it.each([
    [DIGEST, { location: { kind: 'registry', reference: { repository, digest: DIGEST } }, label: DIGEST }],
    [
      `linux/arm/v6=${DIGEST}`,
      {
        location: { kind: 'registry', reference: { repository, digest: DIGEST } },
        label: 'linux/arm/v6',
        platform: { os: 'linux', architecture: 'arm', variant: 'v6' },
      },
    ],
    [
      `x86_64=quay.io/acme/x@${DIGEST}`,
      {
        location: {
          kind: 'registry',
          reference: { repository: { registry: 'quay.io', path: 'acme/x' }, digest: DIGEST },
        },
        label: 'x86_64',
        platform: { os: 'linux', architecture: 'amd64' },
      },
    ],
    [
      'oci-layout://out',
      { location: { kind: 'layout', layout: { path: 'out' } }, label: 'oci-layout://out' },
    ],
  ])('may be %s', (line, expected) => {
    expect(read({ sources: line }).target.sources).toEqual([expected]);
  });

  it.each([
    '',
    'sha256:abc',
    `sha512:${'a'.repeat(128)}`,
    'linux/amd64=',
    'linux/pdp11=debian',
    'Upper/Case',
    'linux/amd64=Upper',
  ])('may not be "%s"', (line) => {
    expect(() => read({ sources: line })).toThrow(/^sources: /);
  });
});

it('tags are filled in by the version', () => {
  const { target, versions } = read({
    tags: 'v{version}\n{major}-{minor}',
    'floating-tags': '{major}\nlatest',
    version: '1.2.3',
  });
  expect(target).toMatchObject({ exact: ['v1.2.3', '1-2'], floating: ['{major}', 'latest'] });
  expect(versions).toEqual({ version: '1.2.3', exact: 'v{version}' });
});

it.each([
  [{ image: 'ghcr.io/acme/widgets:1.0' }, 'image: '],
  [{ tags: '{version}' }, 'version: found nothing'],
  [{ 'floating-tags': '{major}' }, 'version: found nothing'],
  [{ tags: '{version}', version: '1.0' }, 'tags: '],
  [{ tags: '1.0+x' }, 'tags: '],
  [{ 'expected-platforms': 'linux/pdp11' }, 'expected-platforms: '],
  [{ annotations: 'x' }, 'annotations: '],
  [{ 'missing-platforms': 'ignore' }, 'missing-platforms: '],
  [{ deadline: 'soon' }, 'deadline: '],
])('%j is refused before anything is asked', (values, found) => {
  expect(() => read(values)).toThrow(found);
});
