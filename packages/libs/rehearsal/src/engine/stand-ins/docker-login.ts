import { fail, input } from './step.ts';

const registry = input('registry') || 'docker.io';
if (input('username') === '' || input('password') === '') {
  fail(`Found no username or no password for ${registry}; expected both.`);
}
console.log(`The stage lets everybody in, so nobody logged in to ${registry}.`);
