import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../../tools/repository.ts';
import { POSITIONS, type Position } from '../src/index.ts';
import { LEVELS } from '../src/model/permissions.ts';
import { EVENTS, type EventWords } from '../src/model/trigger.ts';

/** The part of GitHub's workflow schema that is read here. */
interface Schema {
  readonly definitions: Readonly<Record<string, Definition>>;
}

interface Definition {
  readonly context?: readonly string[];
  readonly mapping?: { readonly properties: Readonly<Record<string, string | { readonly type: string }>> };
  readonly 'allowed-values'?: readonly string[];
}

const path = join(repositoryRoot, 'node_modules/@actions/workflow-parser/dist/workflow-v1.0.min.json');
const { definitions }: Schema = JSON.parse(readFileSync(path, 'utf8'));
const propertiesOf = (name: string) => definitions[name]?.mapping?.properties ?? {};

test.each(Object.keys(POSITIONS) as Position[])('%s takes what GitHub’s own schema says', (position) => {
  // GitHub writes hashFiles(1,255) and success(0,MAX): the numbers of arguments are no matter here.
  const wanted = definitions[position]?.context?.map((use) => use.replace(/\(.*\)/, '()'));
  expect([...POSITIONS[position]].sort()).toEqual([...(wanted ?? [])].sort());
});

test('GITHUB_TOKEN has the scopes and levels that GitHub’s own schema says', () => {
  const levels: Readonly<Record<string, readonly string[]>> = {
    'permission-level-any': ['read', 'write'],
    'permission-level-read-or-no-access': ['read'],
    'permission-level-write-or-no-access': ['write'],
  };
  const wanted = Object.entries(propertiesOf('permissions-mapping')).map(([scope, property]) => [
    scope,
    levels[typeof property === 'string' ? property : property.type],
  ]);
  expect(LEVELS).toEqual(Object.fromEntries(wanted));
});

test.each(Object.entries<EventWords>(EVENTS))(
  '%s has the filters that GitHub’s own schema says',
  (event, words) => {
    const name = event.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const { types, ...filters } = propertiesOf(`${name}-mapping`);
    expect(words.filters.flatMap((filter) => [filter, `${filter}-ignore`]).sort()).toEqual(
      Object.keys(filters).sort(),
    );
    const kinds = definitions[`${name}-activity-type`]?.['allowed-values'];
    if (types === undefined) expect(words.types).toBeUndefined();
    else expect(words.types).toEqual(kinds === undefined ? 'own' : [...kinds].sort());
  },
);
