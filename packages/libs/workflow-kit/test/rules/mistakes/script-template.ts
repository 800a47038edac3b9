import { expr, github } from '../../../src/index.ts';
import { type Fixture, inStep } from '../mutation.ts';

export const fixtures: readonly Fixture[] = [
  {
    about: 'a template in a script',
    mutation: inStep('ci.yml', 'check', 1, () => ({ script: `echo \${{ github.head_ref }}` })),
    at: 'ci.yml/check/1',
    message: /"run" is run as a script and holds "\$\{\{ github\.head_ref \}\}"/,
  },
  {
    about: 'an expression in the script of github-script',
    mutation: inStep('ci.yml', 'check', 2, () => ({
      with: { script: expr`core.info('${github.event('pull_request', 'title')}')` },
    })),
    at: 'ci.yml/check/2',
    message: /"with\.script" is run as a script/,
  },
  {
    about: 'an expression in what retry-run runs',
    mutation: inStep('land.yml', 'build', 0, () => ({ with: { run: expr`make ${github.ref_name}` } })),
    at: 'land.yml/build/0',
    message: /"with\.run" is run as a script/,
  },
  {
    about: 'a shell with a template',
    mutation: inStep('ci.yml', 'test', 1, () => ({ shell: `bash -c "\${{ matrix.os }}" {0}` })),
    at: 'ci.yml/test/1',
    message: /"shell" is run as a script/,
  },
  {
    about: 'a value that a shell within the shell runs',
    mutation: inStep('ci.yml', 'check', 1, () => ({ script: 'echo start\nbash -c "$TITLE"' })),
    at: 'ci.yml/check/1',
    message: /runs the value of TITLE as a command/,
  },
];
