import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const FOLDER = join(import.meta.dirname, '..');

it('every test that the README names is there', () => {
  const readme = readFileSync(join(FOLDER, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/\[`[\w-]+\.test\.ts`\]\(([^)]+)\): (.+) \|$/gm)];
  const missing = rows
    .map(([, path = '', title = '']) => ({ path, title }))
    .filter(({ path, title }) => !readFileSync(join(FOLDER, path), 'utf8').includes(title));
  expect(rows.length).toBeGreaterThan(30);
  expect(missing).toEqual([]);
});
