import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actionFiles, makeCheckout } from '../test/checkout.ts';
import { bundle } from './bundle.ts';

/** Bundles an action that uses one package, which has `manifest` and the `files`. */
async function bundleWith(manifest: object, files: Record<string, string>) {
  using checkout = makeCheckout(
    actionFiles('user', "import { said } from 'dependency';\nconsole.log(said);\n"),
  );
  const folder = join(checkout.root, 'node_modules', 'dependency');
  rmSync(join(checkout.root, 'node_modules'), { recursive: true });
  mkdirSync(folder, { recursive: true });
  const all = {
    ...files,
    'index.js': "export const said = 'something';\n",
    'package.json': JSON.stringify({ name: 'dependency', version: '1.2.3', type: 'module', ...manifest }),
  };
  for (const [name, content] of Object.entries(all)) writeFileSync(join(folder, name), content);
  return await bundle({ root: checkout.root });
}

test('the release hands on name, version, licence and texts of each package', async () => {
  const { files } = await bundleWith(
    { license: 'MIT' },
    { 'LICENSE.md': 'Permission is granted.\r\n', NOTICE: 'Made by someone.' },
  );
  const text = new TextDecoder().decode(files.get('THIRD-PARTY-LICENSES.txt'));
  expect(text).toContain('dependency 1.2.3 (MIT)\n\nPermission is granted.\n\nMade by someone.\n');
});

test('a licence that is not allowed stops the bundler', async () => {
  await expect(bundleWith({ license: 'GPL-3.0-only' }, { LICENSE: 'Copyleft.' })).rejects.toThrow(
    /^dependency 1\.2\.3 is under GPL-3\.0-only, which is none of .*allow the licence in/,
  );
});

test('a package without a licence stops the bundler', async () => {
  await expect(bundleWith({}, { LICENSE: 'A text.' })).rejects.toThrow(/is under no licence/);
});

test('a package without the text of its licence stops the bundler', async () => {
  await expect(bundleWith({ license: 'MIT' }, {})).rejects.toThrow(
    /^dependency 1\.2\.3 carries no licence text/,
  );
});

test.each(['(MIT OR GPL-3.0-only)', 'Apache-2.0 AND BSD-3-Clause'])('%s is allowed', async (license) => {
  const { packages } = await bundleWith({ license }, { LICENSE: 'A text.' });
  expect(packages.map(({ licence }) => licence)).toEqual([license]);
});

test.each(['MIT AND GPL-3.0-only', '(MIT OR ISC) AND SSPL-1.0'])('%s is refused', async (license) => {
  await expect(bundleWith({ license }, { LICENSE: 'A text.' })).rejects.toThrow('which is none of');
});
