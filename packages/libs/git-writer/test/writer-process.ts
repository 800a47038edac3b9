/** Adds an entry to the branch of a repository, in a process that can be killed: `writer-process.ts URL NAME`. */
import { writeToBranch } from '../src/index.ts';
import { gitTarget, realDeps, request } from './entries.ts';

const [url = '', name = ''] = process.argv.slice(2);
const result = await writeToBranch(request(name, gitTarget(url)), realDeps());
process.stdout.write(JSON.stringify(result));
