import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { run } from '@gatehouse/process';
import type { Installation } from './installation.ts';
import type { WheelPin } from './pins.ts';

const TIMEOUT_MS = 300_000;
/** In the order in which they are tried; `py` is Windows' own. */
const PYTHONS = ['python3', 'python', 'py'];

/** Has pip put the wheel into `folder`; no virtual environment, which a Python of Debian may lack. */
export async function installWheel(
  { project, version, hashes }: WheelPin,
  { name, folder, exec, env }: Installation,
): Promise<string | undefined> {
  const python = await findPython(exec, env);
  if (python === undefined) {
    return 'No Python 3 with pip was found; install python3 and python3-pip (or python3-venv) and try again.';
  }
  const requirements = join(folder, 'requirements.txt');
  const pinned = hashes.map((hash) => `--hash=sha256:${hash}`);
  await writeFile(requirements, `${project}==${version} ${pinned.join(' ')}\n`);
  const args = ['-m', 'pip', 'install', '--target', folder, '--no-deps', '--only-binary', ':all:'];
  const pip = await exec({
    command: python,
    args: [...args, '--require-hashes', '--no-input', '--requirement', requirements],
    // A user's own settings must not lead elsewhere; where the index is, they may say.
    env: { ...env, PIP_USER: '0', PIP_ROOT_USER_ACTION: 'ignore', PIP_DISABLE_PIP_VERSION_CHECK: '1' },
    timeoutMs: TIMEOUT_MS,
  });
  if (pip.exitCode === 0) return undefined;
  const said = pip.stderr.trim().split('\n').slice(-3).join('\n');
  return `pip could not install ${project} ${version} for ${name} on ${process.platform} ${process.arch}: ${said}`;
}

async function findPython(exec: typeof run, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const command of PYTHONS) {
    const { exitCode } = await exec({ command, args: ['-m', 'pip', '--version'], env, timeoutMs: 30_000 });
    if (exitCode === 0) return command;
  }
  return undefined;
}
