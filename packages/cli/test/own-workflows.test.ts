import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../tools/repository.ts';
import { loadLibrary } from '../src/library.ts';
import { typesOf } from './own-workflows.ts';

const folder = join(repositoryRoot, 'packages', 'libs', 'workflow-kit', 'src', 'own-workflows');
const types = typesOf((await loadLibrary()).workflows);

test.each(Object.entries(types))(
  '%s gives an editor exactly what the library declares',
  async (file, text) => {
    await expect(text).toMatchFileSnapshot(join(folder, file));
  },
);

test('there are types of no other workflow', () => {
  expect(readdirSync(folder).sort()).toEqual(Object.keys(types).sort());
});
