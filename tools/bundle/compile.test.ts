import { expect, test } from 'vitest';
import { listActions } from '../repository.ts';
import { actionFiles, makeCheckout } from '../test/checkout.ts';
import { compile } from './compile.ts';

const compiled = async (files: Record<string, string>) => {
  using checkout = makeCheckout(files);
  return await compile(checkout.root, listActions(checkout.root));
};

test('an action that logs takes neither the HTTP client nor exec along', async () => {
  const { metafile } = await compiled(
    actionFiles('log', "import { runnerLog } from '@gatehouse/action-kit';\nrunnerLog.info('here');\n"),
  );
  const bundled = Object.entries(metafile.outputs['dist/log.js']?.inputs ?? {})
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([path]) => path);
  expect(bundled.filter((path) => /http-client|exec|undici|tunnel|summary/.test(path))).toEqual([]);
});

test('what two actions share stands in one chunk', async () => {
  const { files } = await compiled({
    ...actionFiles('one', "import { quote } from '../../../shared.ts';\nconsole.log(quote(1));\n"),
    ...actionFiles('two', "import { quote } from '../../../shared.ts';\nconsole.log(quote(2));\n"),
    'packages/shared.ts': 'export const quote = (value: number) => ["told only once", value];\n',
  });
  const holders = files.filter(({ text }) => text.includes('told only once'));
  expect(files).toHaveLength(3);
  expect(holders.map(({ path }) => path)).toEqual([expect.stringMatching(/chunk-\w+\.js$/)]);
});

test('a CommonJS package that is loaded lazily is refused, with the way out', async () => {
  const main = "const { parse } = await import('semver');\nconsole.log(parse('1.0.0'));\n";
  await expect(compiled(actionFiles('lazy', main))).rejects.toThrow(
    /lazy\/src\/main\.ts loads the CommonJS file .*Import it statically from a module of your own/,
  );
});

test('an import that no release could resolve is refused', async () => {
  const main = "try { require('a-package-that-is-not-there'); } catch {}\n";
  await expect(compiled(actionFiles('foreign', main))).rejects.toThrow(/a-package-that-is-not-there/);
});
