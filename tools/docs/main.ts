import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryRoot } from '../repository.ts';
import { pages } from './pages.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const stale = (await pages(repositoryRoot)).filter(({ current, wanted }) => current !== wanted);

if (values.check && stale.length > 0) {
  console.error(`Not what the sources say: ${stale.map(({ path }) => path).join(', ')}. Run: npm run docs`);
  process.exitCode = 1;
} else {
  for (const { path, wanted } of stale) {
    const file = join(repositoryRoot, path);
    if (wanted === undefined) rmSync(file);
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, wanted);
    }
    console.log(`${path} ${wanted === undefined ? 'removed' : 'written'}.`);
  }
  if (stale.length === 0) console.log('Every page says what the sources say.');
}
