import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { generateWorkflows, WORKFLOWS } from './generate.ts';

const check = process.argv.includes('--check');
const folder = join(repositoryRoot, WORKFLOWS);
mkdirSync(folder, { recursive: true });
const found = new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));

const problems: string[] = [];
for (const { file, text } of await generateWorkflows()) {
  const before = found.get(file);
  found.delete(file);
  if (before === text) continue;
  if (check) problems.push(`${file} is not what its source says`);
  else {
    writeFileSync(join(folder, file), text);
    console.log(`${WORKFLOWS}/${file} written.`);
  }
}
for (const file of found.keys()) problems.push(`${file} has no source in workflows-src`);

if (problems.length > 0) {
  console.error(`${WORKFLOWS}: ${problems.join('; ')}. Change the sources, then: npm run workflows`);
  process.exitCode = 1;
}
