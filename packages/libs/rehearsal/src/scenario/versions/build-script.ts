/**
 * The command of a leg, as a repository that builds interpreters has it: it fetches what the build needs,
 * as `dotnet-install` does, and leaves its archive in `dist`. Reads VERSION, ARCH and PLATFORM_VERSION, and
 * asks STAGE what its build is like today.
 */
export const BUILD_SCRIPT = `import { mkdir, writeFile } from 'node:fs/promises';

const { ARCH, GITHUB_RUN_ATTEMPT, PLATFORM_VERSION, STAGE, VERSION } = process.env;
const failed = (why) => {
  console.error('dotnet-install: failed to download the SDK: ' + why);
  process.exit(1);
};
const sdk = await fetch(STAGE + '/sdk/' + ARCH)
  .catch((error) => failed(error.message + ' (' + error.cause?.message + ')'));
if (!sdk.ok) failed('HTTP ' + sdk.status);

const path = [VERSION, PLATFORM_VERSION, ARCH].map(encodeURIComponent).join('/');
const { error, files } = await (await fetch(STAGE + '/legs/' + path + '?attempt=' + GITHUB_RUN_ATTEMPT)).json();
if (error !== undefined) {
  // A compiler that finds a mistake finds it again, so this must not be tried twice.
  console.error(error);
  process.exit(2);
}
await mkdir('dist', { recursive: true });
for (const { name, base64 } of files) await writeFile('dist/' + name, Buffer.from(base64, 'base64'));
console.log('built ' + files.length + ' file(s)');
`;
