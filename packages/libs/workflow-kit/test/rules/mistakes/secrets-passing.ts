import { access } from '../../../src/index.ts';
import { type Fixture, inCall, inJob } from '../mutation.ts';

const secretNamed = (...path: readonly string[]) => access('string', 'secrets', path);

export const fixtures: readonly Fixture[] = [
  {
    about: 'all secrets at once',
    mutation: inCall('nightly.yml', 'batch', () => ({ secrets: 'inherit' })),
    at: 'nightly.yml/batch',
    message: /hands over all secrets \("secrets: inherit"\)/,
  },
  {
    about: 'a secret that the callee does not know',
    mutation: inCall('ci.yml', 'docs', () => ({ secrets: { tokn: secretNamed('GITHUB_TOKEN') } })),
    at: 'ci.yml/docs',
    message: /the secret "tokn", which docs\.yml does not declare/,
  },
  {
    about: 'a second hop that is left out',
    mutation: inCall('batch.yml', 'land', () => ({ secrets: {} })),
    at: 'batch.yml/land',
    message: /does not hand over the secret "token", which land\.yml requires/,
  },
  {
    about: 'a required secret that comes from an optional one',
    mutation: inCall('nightly.yml', 'batch', () => ({ secrets: { token: secretNamed('OTHER_TOKEN') } })),
    at: 'nightly.yml/batch',
    message: /it is handed "OTHER_TOKEN", which nightly\.yml can be without/,
  },
  {
    about: 'a secret that is read without a word',
    mutation: inJob('docs.yml', 'pages', () => ({ env: { KEY: secretNamed('KEY') } })),
    at: 'docs.yml/pages',
    message: /"env\.KEY" reads the secret "KEY", which docs\.yml does not declare/,
  },
];
