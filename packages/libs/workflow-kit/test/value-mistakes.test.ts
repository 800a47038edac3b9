import { access, github, run, script } from '../src/index.ts';
import { minimal, untyped } from './options.ts';
import { publish } from './samples.ts';
import { jobs, plain, testSlips } from './slips.ts';

const unread = run({ id: 'x', script: script`true`, outputs: ['made'] });

testSlips(import.meta.filename, [
  [
    'an input that is not declared',
    jobs((w) => w.job('a', { ...plain, env: { X: w.input('x') } })),
    /No input "x" is declared\. There is none\./,
  ],
  [
    'a secret that is not declared',
    jobs((w) => w.job('a', { ...plain, env: { X: w.secret('x') } })),
    /No secret "x" is declared/,
  ],
  [
    'an input read behind the back',
    jobs((w) => w.job('a', { ...plain, env: { X: access('string', 'inputs', ['x']) } })),
    /"env\.X" reads the input "x", which is not declared/,
  ],
  [
    'a secret read behind the back',
    jobs((w) => w.job('a', { ...plain, env: { X: access('string', 'secrets', ['x']) } })),
    /"env\.X" reads the secret "x", which is not declared/,
  ],
  [
    'all secrets at once',
    jobs((w) => w.job('a', { ...plain, env: { X: access('json', 'secrets', []) } })),
    /reads all secrets at once/,
  ],
  [
    'a job that is read but not needed',
    jobs((w) => [
      w.job('a', plain),
      w.job('b', { ...plain, env: { X: access('string', 'needs', ['a', 'result']) } }),
    ]),
    /"b" does not need it: list it under "needs"/,
  ],
  [
    'a step that is read but not there',
    jobs((w) =>
      w.job('a', { ...plain, env: {}, outputs: { x: access('string', 'steps', ['y', 'outputs', 'z']) } }),
    ),
    /"outputs\.x" reads what the step "y" left, which is no step before it/,
  ],
  [
    'an output that a script does not set',
    jobs((w) =>
      w.job('a', {
        ...plain,
        steps: [unread],
        outputs: { y: access('string', 'steps', ['x', 'outputs', 'mad']) },
      }),
    ),
    /output "mad", which the script of "x" does not declare\. Did you mean "made"\?/,
  ],
  [
    'a step that is read but has no id',
    () => run({ script: script`true` }).output('x' as never),
    /needs an "id"/,
  ],
  [
    'an expression smuggled in as text',
    jobs((w) => w.job('a', { ...plain, env: { X: `\${{ secrets.X }}` } })),
    /"env\.X" holds "\$\{\{" as plain text\. Write expr/,
  ],
  [
    'an expression smuggled into a script',
    () => script`echo \${{ github.head_ref }}`,
    /The script holds "\$\{\{"/,
  ],
  ['an empty script', () => script` `, /The script is empty/],
  [
    'an output that is declared but not given',
    () => untyped({ ...minimal, call: { outputs: { x: 'X' } }, jobs: (w: never) => build(w) }),
    /The output "x" is declared; "jobs" must return its value/,
  ],
  [
    'a callee that cannot be called',
    jobs((w) => w.call('a', { permissions: {}, workflow: jobs((v) => v.job('b', plain))() })),
    /calls x\.yml, which cannot be called/,
  ],
  [
    'a callee at no place',
    jobs((w) => w.call('a', { permissions: {}, workflow: 'release.yml' })),
    /calls "release\.yml"; expected \.\/\.github\/workflows/,
  ],
  [
    'a secret that the callee does not know',
    jobs((w) =>
      w.call('a', {
        permissions: {},
        workflow: publish,
        with: { arches: 'x' },
        secrets: { tken: github.token },
      }),
    ),
    /secret "tken", which publish\.yml does not declare\. Did you mean "token"\?/,
  ],
]);

function build(builder: { readonly job: (id: string, spec: object) => unknown }): undefined {
  builder.job('a', plain);
}
