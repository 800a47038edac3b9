import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, input, setOutput, variable } from './step.ts';

const folder = join(variable('GITHUB_WORKSPACE'), input('path'));
const repository = input('repository');
const own = repository.toLowerCase() === variable('GITHUB_REPOSITORY').toLowerCase();
const asked = input('ref');
// As the action does: the commit of the run, unless another one is asked for.
const wanted = asked || (own ? variable('GITHUB_SHA') : 'HEAD');
const [, branch] = asked === '' && own ? (/^refs\/heads\/(.+)$/.exec(variable('GITHUB_REF')) ?? []) : [];
const depth = Number(input('fetch-depth'));

mkdirSync(folder, { recursive: true });
try {
  git('init', '--quiet');
  git('remote', 'add', 'origin', `${variable('GITHUB_SERVER_URL')}/${repository}.git`);
  git('fetch', '--quiet', ...(depth > 0 ? [`--depth=${depth}`] : []), 'origin', wanted);
  git('checkout', '--quiet', ...(branch === undefined ? ['--detach'] : ['-B', branch]), 'FETCH_HEAD');
} catch {
  fail(`Found no ${wanted} in ${repository}; git says why above.`);
}
const commit = git('rev-parse', 'HEAD').trim();
console.log(`${repository} at ${commit}`);
setOutput('commit', commit);
setOutput('ref', asked || variable('GITHUB_REF'));

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
