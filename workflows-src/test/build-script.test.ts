import { expect } from 'vitest';
import { makeShell, scriptTest as test } from './shell.ts';
import { scriptOf } from './sources.ts';

const script = await scriptOf('version-manifests.ts', 'build', 'Build');
const TELL = 'echo "$VERSION for $ARCH by $(basename "$BASH")"\n';

/** Runs the leg's script where `file` is in the checkout. */
async function build(file: { path: string; text: string; mode: number } | undefined, asked: string) {
  using shell = makeShell();
  if (file !== undefined) shell.write(`work/${file.path}`, file.text, file.mode);
  return await shell.run(script, {
    BUILD_SCRIPT: asked,
    VERSION: '3.14.2',
    ARCH: 's390x',
  });
}

test('a script without a mark is run by bash, with the values of its leg', async () => {
  const path = '.github/scripts/build.sh';
  const { code, log } = await build({ path, text: TELL, mode: 0o644 }, path);
  expect([code, log]).toEqual([0, '3.14.2 for s390x by bash\n']);
});

test('a script that may be executed is run as its first line says', async () => {
  const path = 'tools/build one.py';
  const { code, log } = await build({ path, text: '#!/bin/sh\necho "by sh"\nexit 3\n', mode: 0o755 }, path);
  expect([code, log]).toEqual([3, 'by sh\n']);
});

test('a script that is not there is told once, and never tried again', async () => {
  const { code, log } = await build(undefined, '.github/scripts/build.sh');
  expect(code).toBe(127);
  expect(log).toBe(
    '::error title=Build::Found no file .github/scripts/build.sh in the checkout; expected the script that builds one leg. Add it, or name yours in the input "build-script".\n',
  );
});

test('the name of a script is never a command', async () => {
  const { code, log } = await build(undefined, '$(echo pwned); echo pwned');
  expect(code).toBe(127);
  expect(log.split('\n')).not.toContain('pwned');
});
