import { stripTypeScriptTypes } from 'node:module';
import { expect, test } from 'vitest';
import {
  access,
  type KeptAction,
  keptText,
  keptWarnings,
  parseKept,
  pinnedAction,
  pinsModule,
  type RenderOptions,
  renderWorkflow,
  type TextInput,
  uses,
} from '../src/index.ts';
import { options } from './options.ts';
import { jobs, plain } from './slips.ts';

// What must not compile stands after `@ts-expect-error`, as in types.test.ts.

const setupGo = pinnedAction<
  { readonly 'go-version': TextInput; readonly cache?: TextInput },
  'cache-hit' | (string & Record<never, never>)
>('actions/setup-go');
const composite = pinnedAction<Record<never, never>, 'path'>('acme/composite');

test('a pinned action gives the inputs of its action.yml', () => {
  const typed = () => {
    uses(setupGo, { id: 'go', with: { 'go-version': '1.25', cache: true } }).output('cache-hit');
    uses(composite, { id: 'x' }).output('path');
    // @ts-expect-error the version is required
    uses(setupGo, { with: { cache: true } });
    // @ts-expect-error so something must be given
    uses(setupGo);
    // @ts-expect-error there is no such input
    uses(setupGo, { with: { 'go-version': '1.25', cahce: true } });
    // @ts-expect-error a composite action has no other outputs
    uses(composite, { id: 'x' }).output('paht');
  };
  expect(typed).not.toThrow();
});

const NODE: KeptAction = {
  kind: 'action',
  action: 'actions/setup-node',
  commit: '820762786026740c76f36085b0efc47a31fe5020',
  version: 'v7.0.0',
  file: 'action.yml',
  sha256: 'ab'.repeat(32),
  facts: {
    using: 'node24',
    inputs: new Map([
      ['node-version', { required: true, default: undefined, deprecated: false }],
      ['cache', { required: true, default: 'npm', deprecated: false }],
      ['old', { required: false, default: undefined, deprecated: true }],
    ]),
    outputs: ['cache-hit'],
  },
};
const keeping = (kept: KeptAction): RenderOptions => ({ ...options, kept: new Map([[kept.action, kept]]) });
const using = (given: object, more: object = {}) =>
  jobs((w) =>
    w.job('a', {
      ...plain,
      steps: [uses('actions/setup-node', { id: 'node', with: { ...given } })],
      ...more,
    }),
  )();

test.each([
  [
    'an input that is not there',
    { 'node-version': '24', cahce: 'npm' },
    /actions\/setup-node has no input "cahce"\. Did you mean "cache"\?/,
  ],
  ['an input that must be given', {}, /actions\/setup-node needs the input "node-version"/],
])('%s is refused when the workflow is rendered, whatever its source was written in', (_, given, message) => {
  expect(() => renderWorkflow(using(given), keeping(NODE))).toThrow(message);
  expect(() => renderWorkflow(using({ 'node-version': '24' }), keeping(NODE))).not.toThrow();
});

test('what belongs to another commit says nothing of the inputs, and that is told', () => {
  const stale = keeping({ ...NODE, commit: 'e'.repeat(40), version: 'v6.0.0' });
  const workflow = using({ anything: 'x' });
  expect(() => renderWorkflow(workflow, stale)).not.toThrow();
  expect(keptWarnings(workflow, stale)).toEqual([
    'The inputs of actions/setup-node were not checked: the kept ones are those of v6.0.0, but the catalogue has v7.0.0. Run gatehouse pin --refresh.',
  ]);
});

test('a deprecated input and an output that is not declared are told, and not refused', () => {
  const hit = access('string', 'steps', ['node', 'outputs', 'cache-hti']);
  const workflow = using({ 'node-version': '24', old: 'x' }, { outputs: { hit } });
  expect(keptWarnings(workflow, keeping(NODE)).join('\n')).toMatch(
    /the input "old" of actions\/setup-node is deprecated\.[\s\S]*declares no output "cache-hti"\. Did you mean "cache-hit"\?/,
  );
  expect(keptWarnings(using({ 'node-version': '24' }), keeping(NODE))).toEqual([]);
});

test('a container takes its arguments, declared or not', () => {
  const docker = { ...NODE, facts: { ...NODE.facts, using: 'docker', inputs: new Map() } };
  expect(() => renderWorkflow(using({ args: 'x', entrypoint: 'y' }), keeping(docker))).not.toThrow();
});

test('what is kept is read as it was written, names that are special in JavaScript among it', () => {
  const odd = { required: false, default: '__proto__', deprecated: true };
  const inputs = new Map([
    ['__proto__', odd],
    ['constructor', odd],
  ]);
  const kept = new Map([[NODE.action, { ...NODE, facts: { ...NODE.facts, inputs } }]]);
  expect(parseKept(keptText(kept), '/pins/actions.json')).toEqual(kept);
});

test.each([
  ['no JSON', 'x', /actions\.json:1: This is not JSON\. Only gatehouse pin writes this file/],
  ['another schema', '{"schema":"x","actions":{}}', /no pins of the schema/],
  [
    'a pin without a commit',
    '{"schema":"gatehouse.pins/v1","actions":{"a/b":{"kind":"repository","version":"v1"}}}',
    /"a\/b" is not complete/,
  ],
])('%s is refused', (_, text, message) => {
  expect(() => parseKept(text, '/pins/actions.json')).toThrow(message);
});

test('no text of an action.yml can leave its place in the module of the pins', () => {
  const evil = `*/ process.exit(1); /* \u2028 @ts-ignore '"\``;
  const inputs = new Map([['x', { required: false, default: evil, deprecated: false }]]);
  const kept = new Map([[NODE.action, { ...NODE, facts: { ...NODE.facts, inputs, outputs: [evil] } }]]);
  const text = pinsModule(kept);
  expect(stripTypeScriptTypes(text)).not.toContain('process.exit');
  expect(
    text
      .split('\n')
      .filter((line) => line.includes('/**'))
      .join(),
  ).not.toContain('@');
});

test('two actions that would be called the same go by their whole names', () => {
  const other = { ...NODE, action: 'acme/setup-node' };
  const text = pinsModule(
    new Map([
      [NODE.action, NODE],
      [other.action, other],
    ]),
  );
  expect(text.match(/^ {2}\S+: pinnedAction/gm)).toEqual([
    "  'acme/setup-node': pinnedAction",
    "  'actions/setup-node': pinnedAction",
  ]);
});
