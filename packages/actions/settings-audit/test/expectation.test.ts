import { readFileSync } from 'node:fs';
import { messageOf } from '@gatehouse/action-kit';
import { expect, it } from 'vitest';
import { parseExpectation } from '../src/expectation/parse.ts';

const mistakes = (source: string) => {
  try {
    parseExpectation(source, 'settings-audit.yml');
    return 'none';
  } catch (error) {
    return messageOf(error);
  }
};

it('every mistake is told at once, with its line and what was meant', () => {
  const source = `environments:
  crates-io:
    wait-timr: 30
    deploy-from:
      tgas: [v*]
  3.10:
    deploy-from: all
imutable-releases: true
`;
  expect(mistakes(source).split('\n').sort()).toEqual([
    expect.stringMatching(
      /^"settings-audit.yml", line 3: environments\.crates-io: found the key "wait-timr", .* Did you mean "wait-timer"\?$/,
    ),
    '"settings-audit.yml", line 5: environments.crates-io.deploy-from: found the key "tgas", expected branches, tags. Did you mean "tags"?',
    '"settings-audit.yml", line 7: environments."3.10".deploy-from: found "all", expected "any", "protected-branches", or a mapping of branches and tags.',
    expect.stringMatching(
      /^"settings-audit.yml", line 8: found the key "imutable-releases", .* Did you mean "immutable-releases"\?$/,
    ),
  ]);
});

it.each([
  ['no YAML', 'a: [', 'line 1: this is no valid YAML'],
  ['a key twice', 'immutable-releases: true\nimmutable-releases: false', 'line 2: this is no valid YAML'],
  ['nothing', '', 'expected environments, rulesets'],
  ['nothing to compare', 'environments: {}', 'found nothing that is declared'],
  ['no mapping', '- a', 'expected environments, rulesets'],
  ['actions of nothing', 'actions: {}', 'line 1: actions: found {}, expected at least one setting.'],
  [
    'a branch of nothing',
    'branches: { main: {} }',
    'branches.main: found {}, expected rules, or protection without bypass.',
  ],
  [
    'a bypass of no rules',
    'branches: { main: { protection: {}, bypass: any } }',
    'expected rules, or protection without bypass',
  ],
  ['no deploy-from', 'environments: { a: {} }', 'environments.a.deploy-from: found nothing'],
  ['a prototype', 'environments:\n  __proto__: { deploy-from: any }', 'line 2: found the key "__proto__"'],
  ['a rule twice', 'branches: { main: { rules: [deletion, deletion] } }', 'expected each rule once'],
  ['two rules in one', 'branches: { main: { rules: [{ a: {}, b: {} }] } }', 'branches.main.rules.0'],
  [
    'a path as workflow',
    'workflows: { .github/workflows/a.yml: [] }',
    'line 1: workflows: found the key ".github/workflows/a.yml", expected the name of a workflow file such as release.yml.',
  ],
  [
    'a workflow of two lines',
    'workflows: { "a\\n::error::x.yml": [] }',
    'expected the name of a workflow file such as release.yml.',
  ],
  [
    'an environment that leads to another address',
    'environments: { "..": { deploy-from: any } }',
    'line 1: environments: found the key "..", expected a name other than "." and "..", on one line.',
  ],
  ['a branch that is half a character', 'branches: { "\\ud800": { rules: [deletion] } }', 'on one line.'],
  ['a branch without a name', 'branches: { " ": { rules: [deletion] } }', 'branches: found the key " "'],
  [
    'a ruleset of unsaid refs',
    'rulesets: { x: { target: tag, rules: [deletion] } }',
    'line 1: rulesets.x.include: found nothing, expected at least one pattern of refs that it binds, such as refs/tags/v*, or any.',
  ],
  [
    'a ruleset of no refs',
    'rulesets: { x: { target: tag, include: [], rules: [deletion] } }',
    'rulesets.x.include: found [], expected at least one pattern of refs that it binds',
  ],
  [
    'a ruleset of unsaid rules',
    'rulesets: { x: { target: tag, include: any } }',
    'line 1: rulesets.x.rules: found nothing, expected at least one rule, without which it binds nobody.',
  ],
  [
    'a ruleset of no rules',
    'rulesets: { x: { target: tag, include: any, rules: [] } }',
    'rulesets.x.rules: found [], expected at least one rule, without which it binds nobody.',
  ],
  [
    'a rule of a ruleset twice',
    'rulesets: { x: { target: tag, include: any, rules: [update, update] } }',
    'rulesets.x.rules: found ["update","update"], expected each rule once.',
  ],
  [
    'too many aliases',
    `a: &a [x]\nb: &b [${'*a,'.repeat(30)}]\nc: [${'*b,'.repeat(30)}]`,
    'Excessive alias count',
  ],
  ['a yes', 'immutable-releases: yes', 'line 1: immutable-releases: found "yes", expected true or false.'],
])('a file with %s is refused', (_, source, said) => {
  expect(mistakes(source)).toContain(said);
});

it('names that look like numbers or truths stay the text that they are', () => {
  const { environments } = parseExpectation(
    'environments: { 3.10: { deploy-from: any, secrets: [] }, yes: { deploy-from: any } }',
    'x',
  );
  expect(environments.map(({ name }) => name)).toEqual(['3.10', 'yes']);
});

it('what is left out of an environment is the closed door', () => {
  const { environments } = parseExpectation('environments: { a: { deploy-from: protected-branches } }', 'x');
  expect(environments[0]).toEqual({
    name: 'a',
    reviewers: undefined,
    preventSelfReview: undefined,
    waitTimer: undefined,
    adminBypass: false,
    deployFrom: { kind: 'protected-branches' },
    accepts: [],
    refuses: [],
    secrets: [],
    apps: [],
  });
});

it('the example in the README is one that the action takes', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [example = ''] = [...readme.matchAll(/^```yaml\n(.*?)^```$/gms)]
    .map(([, yaml = '']) => yaml)
    .filter((yaml) => yaml.startsWith('environments:'));
  const expected = parseExpectation(example, 'README.md');
  expect([expected.environments.map(({ name }) => name), expected.publishers.length]).toEqual([
    ['crates-io', 'pypi'],
    4,
  ]);
});
