import { leg, resource, run, script, suppress, workflow } from '../src/index.ts';
import { minimal, untyped } from './options.ts';
import { jobs, legs, plain, testSlips } from './slips.ts';

const many = Array.from({ length: 257 }, (_, key) => ({ key }));
const twin = () => run({ id: 'x', script: script`true` });

testSlips(import.meta.filename, [
  [
    'a job in needs that is not there',
    jobs((w) => w.job('deploy', { ...plain, needs: ['biuld'] })),
    /"deploy" needs "biuld", which is no job of this workflow\. There is "deploy"/,
  ],
  [
    'H14: two jobs of one id',
    jobs((w) => {
      w.job('a', plain);
      w.job('a', { ...plain, needs: ['a'] });
    }),
    /Two jobs have the id "a": this one and that of line \d+\. Give each an id of its own\.$/,
  ],
  [
    'H14: a right without its reason',
    jobs((w) => w.job('a', { ...plain, permissions: { contents: 'read' } })),
    /The scope "contents" is granted "read" without a reason; expected read\("why"\) or write\("why"\)/,
  ],
  ['a job that needs itself', jobs((w) => w.job('a', { ...plain, needs: ['a'] })), /circle: "a" → "a"/],
  [
    'a circle of three',
    jobs((w) => [
      w.job('a', { ...plain, needs: ['c'] }),
      w.job('b', { ...plain, needs: ['a'] }),
      w.job('c', { ...plain, needs: ['b'] }),
    ]),
    /in a circle: "a" → "c" → "b" → "a"/,
  ],
  [
    'two jobs of one id',
    jobs((w) => [w.job('a', plain), w.job('A', plain)]),
    /"A" is taken by the job of line/,
  ],
  [
    'two steps of one id',
    jobs((w) => w.job('a', { ...plain, steps: [twin(), run({ id: 'X', script: script`true` })] })),
    /The id "X" is taken by the step of line \d+/,
  ],
  [
    'a job in the place of the verdict',
    jobs((w) => [w.job('Verdict', plain), w.writer('b', { ...plain, writes: resource('branch', 'main') })]),
    /"verdict" is the id of the last job/,
  ],
  ['an id that GitHub refuses', jobs((w) => w.job('1a', plain)), /"1a" is no name for a job/],
  ['a job without a step', jobs((w) => w.job('a', { ...plain, steps: [] })), /has no step/],
  ['a workflow without a job', () => untyped({ ...minimal, jobs: () => undefined }), /has no job/],
  ['a timeout of nothing', jobs((w) => w.job('a', { ...plain, timeoutMinutes: 0 })), /timeout of 0 minutes/],
  [
    'a variable of the runner',
    jobs((w) => w.job('a', { ...plain, env: { GITHUB_SHA: 'x' } })),
    /"GITHUB_SHA" is no name for a variable/,
  ],
  [
    'a matrix of 257 legs',
    jobs((w) => w.matrix('a', { ...legs, over: many })),
    /"a" has 257 legs; GitHub takes 256\. Split it/,
  ],
  ['a matrix without a leg', jobs((w) => w.matrix('a', { ...legs, over: [] })), /has no leg/],
  [
    'two legs of one key',
    jobs((w) => w.matrix('a', { ...legs, over: [{ key: 'x' }, { key: 'x' }] })),
    /Two legs of the matrix "a" have the key "x"/,
  ],
  ['a leg without a key', jobs((w) => w.matrix('a', { ...legs, over: [{ arch: 'x' }] })), /no field "key"/],
  [
    'a leg outside of a matrix',
    jobs((w) => w.job('a', { ...plain, env: { X: leg('x') } })),
    /"env\.X" reads a value of the leg, but "a" is no matrix/,
  ],
  [
    'a field that no leg has',
    jobs((w) => w.matrix('a', { ...legs, over: [{ key: 'x', arch: 'y' }], env: { X: leg('arhc') } })),
    /field "arhc".* Did you mean "arch"\?/,
  ],
  [
    'legs that all write one thing',
    jobs((w) => w.matrix('a', { ...legs, over: [{ key: 'x' }], writes: resource('branch', 'main') })),
    /All legs of "a" write one branch/,
  ],
  ['a resource without a name', () => resource('branch', ''), /branch without a name/],
  [
    'a writer that is cancelled by its workflow',
    () =>
      workflow({
        ...minimal,
        concurrency: { group: 'g', cancelInProgress: true },
        jobs: (w) => void w.writer('a', { ...plain, writes: resource('branch', 'main') }),
      }),
    /would end "a" in the middle/,
  ],
  ['a reason that is none', () => suppress('GH001', 'no'), /reason to suppress GH001 must be a sentence/],
]);
