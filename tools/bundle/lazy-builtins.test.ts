import { expect, test } from 'vitest';
import { actionFiles, makeCheckout } from '../test/checkout.ts';
import { runBuiltAction } from '../test/run-built-action.ts';
import { bundle } from './bundle.ts';

/** What the built form of `main` prints as JSON. */
async function printed(main: string): Promise<unknown> {
  using checkout = makeCheckout(actionFiles('lazy', main));
  const { outDir } = await bundle({ root: checkout.root });
  const { stdout, stderr } = await runBuiltAction('lazy', { release: outDir });
  return stderr === '' ? JSON.parse(stdout) : stderr;
}

const LOADED = "const loaded = () => process.moduleLoadList.includes('NativeModule crypto');\n";

test('a slow module is loaded when it is first called, and not before', async () => {
  const main = `import { createHash } from 'node:crypto';\n${LOADED}
    const before = loaded();
    const digest = createHash('sha256').update('').digest('hex').slice(0, 8);
    console.log(JSON.stringify([before, digest, loaded()]));`;
  expect(await printed(main)).toEqual([false, 'e3b0c442', true]);
});

test('the import of everything under one name works as well', async () => {
  const main = `import * as crypto from 'crypto';\n${LOADED}
    console.log(JSON.stringify([loaded(), crypto.createHash('md5').update('').digest('hex').length]));`;
  expect(await printed(main)).toEqual([false, 32]);
});

test('classes and constants are the real ones', async () => {
  const main = `
    import { ChildProcess, spawn } from 'node:child_process';
    import { constants, createGzip, Gzip } from 'node:zlib';
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    console.log(JSON.stringify([child instanceof ChildProcess, createGzip() instanceof Gzip, constants.Z_BEST_SPEED]));`;
  expect(await printed(main)).toEqual([true, true, 1]);
});

test('a function that promisify treats specially keeps its ways', async () => {
  const main = `
    import { execFile } from 'node:child_process';
    import { promisify } from 'node:util';
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['-p', '6 * 7']);
    console.log(JSON.stringify([stdout.trim(), stderr]));`;
  expect(await printed(main)).toEqual(['42', '']);
});

test('a name that the module does not have stops the bundler', async () => {
  await expect(
    printed("import { createCash } from 'node:crypto';\nconsole.log(createCash());"),
  ).rejects.toThrow('No matching export');
});

test('so does a property that the module does not have', async () => {
  await expect(
    printed("import * as crypto from 'node:crypto';\nconsole.log(crypto.createCash());"),
  ).rejects.toThrow('createCash');
});
