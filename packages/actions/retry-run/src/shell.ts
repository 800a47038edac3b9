import { splitCommandLine } from './command-line.ts';

/** How a script becomes a file, and the file a command. */
export interface Shell {
  readonly file: string;
  /** `{0}` in them stands for the path of the script. */
  readonly args: readonly string[];
  /** With its dot; some shells look at it. */
  readonly extension: string;
  /** The script as it is written to the file. */
  readonly prepare: (script: string) => string;
}

const asIs = (script: string) => `${script}\n`;

/** Like the runner: the first failing cmdlet ends the script, and the last program's exit code is its own. */
const powershellScript = (script: string) =>
  `$ErrorActionPreference = 'stop'\n${script}\nif ((Test-Path -LiteralPath variable:\\LASTEXITCODE)) { exit $LASTEXITCODE }\n`;

const bash: Shell = {
  file: 'bash',
  args: ['--noprofile', '--norc', '-e', '-o', 'pipefail', '{0}'],
  extension: '.sh',
  prepare: asIs,
};

const powershell = (file: string): Shell => ({
  file,
  args: ['-NoLogo', '-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', '{0}'],
  extension: '.ps1',
  prepare: powershellScript,
});

/**
 * The shells of `jobs.<id>.steps[*].shell`, called as the runner calls them
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell).
 */
const SHELLS: Readonly<Record<string, Shell>> = {
  bash,
  sh: { file: 'sh', args: ['-e', '{0}'], extension: '.sh', prepare: asIs },
  pwsh: powershell('pwsh'),
  powershell: powershell('powershell'),
  cmd: {
    file: 'cmd',
    args: ['/D', '/E:ON', '/V:OFF', '/C', 'CALL', '{0}'],
    extension: '.cmd',
    prepare: (script) => `@echo off\r\n${script.replace(/\r?\n/g, '\r\n')}\r\n`,
  },
  python: { file: 'python', args: ['{0}'], extension: '.py', prepare: asIs },
};

/** The shell of that name, or of a command line with `{0}` in it; `undefined` for anything else. */
export function shellNamed(name: string): Shell | undefined {
  if (Object.hasOwn(SHELLS, name)) return SHELLS[name];
  const custom = splitCommandLine(name);
  return custom?.args.some((arg) => arg.includes('{0}'))
    ? { ...custom, extension: '', prepare: asIs }
    : undefined;
}

/** bash where there is POSIX, PowerShell on Windows. */
export function defaultShell(platform: NodeJS.Platform = process.platform): Shell {
  return platform === 'win32' ? powershell('pwsh') : bash;
}
