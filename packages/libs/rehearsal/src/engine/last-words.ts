import { existsSync, writeFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { quoteForShell } from '../machine/index.ts';

/** Programs around those that act starts steps with: see {@link keepLastWords}. */
export interface LastWords {
  /** For the front of PATH. */
  readonly folder: string;
  /** Takes each line of act's log; gives it without the last word, and whether that was in it. */
  hear(line: string): { readonly line: string; readonly isLast: boolean };
}

const PROGRAMS = ['bash', 'sh', 'node'];
/** The arguments with which act asks for Node's path. */
const WHERE_IS_NODE = '--no-warnings -e console.log(process.execPath)';
/** How often a step asks whether it was heard, twenty times a second: no log may hold up a run for ever. */
const PATIENCE = 200;

/**
 * act 0.2.89 gives each step a terminal, and closes it as soon as the step has failed: what it has not read
 * by then is lost, and that is where the error stands (`exec` in pkg/container/host_environment.go). So a
 * step that fails says `mark` last, and ends when that was heard here. Windows has no such terminals.
 *
 * act looks up the other programs in PATH, but asks Node itself where it is (`GetNodeToolFullPath` in
 * pkg/runner/run_context.go) and starts the actions from there, so for Node the answer is given in its place.
 */
export async function keepLastWords(
  scratch: string,
  mark: string,
  { nodeFolder, standIns }: { readonly nodeFolder: string; readonly standIns: string | undefined },
): Promise<LastWords> {
  const folder = join(scratch, 'bin');
  const heard = join(scratch, 'heard');
  await mkdir(folder);
  await mkdir(heard);
  const folders = [nodeFolder, ...(process.env.PATH ?? '').split(delimiter)];
  const shell = find('bash', folders);
  for (const name of PROGRAMS) {
    const program = find(name, folders);
    if (shell === undefined || program === undefined || process.platform === 'win32') continue;
    await writeFile(join(folder, name), wrapper({ shell, program, folder, heard, mark, standIns }), {
      mode: 0o755,
    });
  }
  // It stands behind whatever the step said without ending the line, be that a workflow command.
  const last = new RegExp(`${mark} (\\d+)`, 'g');
  return {
    folder,
    hear(line) {
      const [word] = line.matchAll(last);
      if (word?.[1] === undefined) return { line, isLast: false };
      writeFileSync(join(heard, word[1]), '');
      return { line: line.replace(last, ''), isLast: true };
    },
  };
}

interface Wrapped {
  /** bash: a plain sh keeps no variable whose name is none of its own, such as `INPUT_NODE-VERSION`. */
  readonly shell: string;
  readonly program: string;
  readonly folder: string;
  readonly heard: string;
  readonly mark: string;
  /** The folder of the stand-ins for programs that change a machine. */
  readonly standIns: string | undefined;
}

function wrapper({ shell, program, folder, heard, mark, standIns }: Wrapped): string {
  return `#!${shell}
if [ "$*" = ${quoteForShell(WHERE_IS_NODE)} ]; then
  echo "$0"
  exit
fi
# What the step starts itself needs no wrapper.
PATH=\${PATH#${quoteForShell(folder + delimiter)}}
${standIns === undefined ? '' : `# Before whatever the workflow has put in front by GITHUB_PATH.\nPATH=${quoteForShell(standIns)}:$PATH\n`}${quoteForShell(program)} "$@"
code=$?
if [ "$code" -ne 0 ]; then
  echo ${quoteForShell(mark)} $$
  times=0
  until [ -e ${quoteForShell(heard)}/$$ ] || [ "$times" -ge ${PATIENCE} ]; do
    times=$((times + 1))
    sleep 0.05
  done
fi
exit "$code"
`;
}

function find(name: string, folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
