import { checkout, github, own, run, script, uses } from '../src/index.ts';
import { minimal, untyped } from './options.ts';
import { jobs, legs, plain, testSlips } from './slips.ts';

const steps = [checkout()];
const as = <T>(value: unknown): T => value as T;

// Node takes the types out, so what a first look at GitHub's own YAML suggests gets here.
testSlips(import.meta.filename, [
  [
    'a field in the spelling of YAML',
    jobs((w) => w.job('a', { ...plain, 'runs-on': 'x' })),
    /The job "a" has no field "runs-on"\. Did you mean "runsOn"\?/,
  ],
  [
    'a matrix in the words of YAML',
    jobs((w) => w.matrix('a', { ...legs, over: { key: ['x', 'y'] } })),
    /"over" of the matrix "a" is \{"key":\["x","y"\]\}; expected a list of legs such as/,
  ],
  [
    'a need without a list',
    jobs((w) => w.job('b', { ...plain, needs: w.job('a', plain) })),
    /"needs" of the job "b" is \{.*; expected a list of what the builder gave/,
  ],
  [
    'a step in the words of YAML',
    jobs((w) => w.job('a', { ...plain, steps: [{ run: 'make' }] })),
    /"steps" of the job "a" is \[\{"run":"make"\}\]; expected a list of steps made by run\(…\)/,
  ],
  [
    'a job without permissions',
    jobs((w) => w.job('a', { runsOn: 'x', steps })),
    /The job "a" has no "permissions"; expected an object such as/,
  ],
  [
    'permissions of one word',
    jobs((w) => w.job('a', { ...plain, permissions: 'write-all' })),
    /"permissions" of the job "a" is "write-all"; expected/,
  ],
  [
    'a level that a scope does not have',
    jobs((w) => w.job('a', { ...plain, permissions: { 'id-token': 'read', contents: 'none' } })),
    /"id-token" is granted "read"; expected write\("why"\)[\s\S]*"contents" is granted "none"; expected read\("why"\) or write/,
  ],
  [
    'a scope that the token does not have',
    jobs((w) => w.job('a', { ...plain, permissions: { content: 'read' } })),
    /GITHUB_TOKEN has no scope "content"\. Did you mean "contents"\?/,
  ],
  [
    'a condition as text',
    jobs((w) => w.job('a', { ...plain, when: "github.ref == 'x'" })),
    /"when" of the job "a" is .*; expected an expression that is true or false itself, such as eq\(/,
  ],
  [
    'a writer that names no resource',
    jobs((w) => w.writer('a', { ...plain, writes: 'main' })),
    /"writes" of the writer "a" is "main"; expected what resource\("branch", …\) gives/,
  ],
  ['a job without an id', jobs((w) => w.job(as(plain), as(undefined))), /A job is given its id first/],
  [
    'a job of nothing',
    jobs((w) => w.job('a', as(undefined))),
    /The job "a" is undefined; expected an object/,
  ],
  [
    'an expression for a whole job',
    jobs((w) => w.job('a', github.ref)),
    /The job "a" is an expression that gives a text; expected an object/,
  ],
  [
    'a script that is plain text',
    () => run({ script: as('make'), shel: 'sh' } as never),
    /The step has no field "shel"\. Did you mean "shell"\?/,
  ],
  [
    'a script by its name in YAML',
    () => run({ run: 'make' } as never),
    /The step has no field "run"[\s\S]*The step has no "script"; expected what script`…` gives/,
  ],
  [
    'inputs of an action without "with"',
    () => uses('actions/cache', as({ key: 'x' })),
    /The step has no field "key"\. There is .*"with"/,
  ],
  [
    'an input that is a list',
    () => own('retry-run', { with: { command: as(['make']) } }),
    /"with" of the step is \{"command":\["make"\]\}; expected an object of texts/,
  ],
  [
    'events as a list',
    () => untyped({ ...minimal, on: ['push'], jobs: () => undefined }),
    /"on" of the workflow is \["push"\]; expected an object such as/,
  ],
  [
    'jobs that nobody builds',
    () => untyped({ ...minimal, jobs: { build: plain } }),
    /"jobs" of the workflow is .*; expected a function that is given the builder/,
  ],
  [
    'a script that is made by hand',
    () => run({ script: script`true`, outputs: as<never[]>('x') }),
    /"outputs" of the step is "x"; expected a list/,
  ],
]);
