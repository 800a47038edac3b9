import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../../tools/repository.ts';
import { POSITIONS, type Position } from '../src/index.ts';

/** The part of GitHub's workflow schema that is read here. */
interface Schema {
  readonly definitions: Readonly<Record<string, { readonly context?: readonly string[] }>>;
}

const path = join(repositoryRoot, 'node_modules/@actions/workflow-parser/dist/workflow-v1.0.min.json');
const { definitions }: Schema = JSON.parse(readFileSync(path, 'utf8'));

test.each(Object.keys(POSITIONS) as Position[])('%s takes what GitHub’s own schema says', (position) => {
  // GitHub writes hashFiles(1,255) and success(0,MAX): the numbers of arguments are no matter here.
  const wanted = definitions[position]?.context?.map((use) => use.replace(/\(.*\)/, '()'));
  expect([...POSITIONS[position]].sort()).toEqual([...(wanted ?? [])].sort());
});
