import { describe, expect, it } from 'vitest';
import { readInputs } from '../src/inputs.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const request = (values: Readonly<Record<string, string>>) => {
  const { asked } = readInputs(
    (name) => ({ image: 'ghcr.io/acme/widgets', sources: DIGEST, ...values })[name] ?? '',
  );
  if (asked.kind === 'plan') throw new Error('a plan was not asked for');
  return asked.request;
};
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
    expect(request({ sources: line }).from).toEqual({ kind: 'named', sources: [expected] });
  });

  it.each([
    'sha256:abc',
    `sha512:${'a'.repeat(128)}`,
    'linux/amd64=',
    'linux/pdp11=debian',
    'Upper/Case',
    'linux/amd64=Upper',
  ])('may not be "%s"', (line) => {
    expect(() => request({ sources: line })).toThrow(/^sources: /);
  });
});

it('tags are filled in by the version', () => {
  const { target } = request({
    tags: 'v{version}\n{major}-{minor}',
    'floating-tags': '{major}\nlatest',
    version: '1.2.3',
  });
  expect(target).toMatchObject({ exact: ['v1.2.3', '1-2'], floating: ['{major}', 'latest'] });
  expect(target.versions).toEqual({ version: '1.2.3', exact: 'v{version}' });
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
  [{ target: 'x' }, 'target: found a value beside "sources"'],
  [{ kind: 'copy', annotations: 'a=1' }, 'annotations: found some with the kind "copy"'],
  [{ tags: 'latest', 'floating-tags': 'latest' }, 'tags: found "latest" twice'],
  [{ plan: 'targets: []' }, 'image: found a value beside a plan'],
  [{ plan: 'targets: []', 'plan-file': 'plan.yml' }, 'plan, plan-file: found both'],
  [{ jobs: '0' }, 'jobs: '],
  [{ 'passed-digests': 'latest' }, 'passed-digests: '],
])('%j is refused before anything is asked', (values, found) => {
  expect(() => request(values)).toThrow(found);
});

it.each<[Record<string, string>, ReadonlySet<string> | undefined]>([
  [{}, undefined],
  [{ 'require-passed': 'true' }, new Set()],
  [{ 'passed-digests': DIGEST }, new Set([DIGEST])],
  [
    { 'require-passed': 'true', 'passed-digests': `ghcr.io/acme/widgets@${DIGEST}\n${DIGEST}` },
    new Set([DIGEST]),
  ],
])('with %j the gate has passed what it lists', (values, passed) => {
  expect(request(values).target.passed).toEqual(passed);
});

it('sources are the parts of the image where none are named', () => {
  expect(request({ sources: '' }).from).toEqual({ kind: 'parts', target: 'ghcr.io/acme/widgets' });
  expect(request({ sources: '', target: 'widgets-alpine' }).from).toMatchObject({ target: 'widgets-alpine' });
});
