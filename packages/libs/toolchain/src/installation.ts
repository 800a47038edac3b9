import type { run } from '@gatehouse/process';

/** One installation under way. */
export interface Installation {
  /** The name of the program. */
  readonly name: string;
  /** A new folder; the program ends up in its `bin`. */
  readonly folder: string;
  readonly exec: typeof run;
  readonly env: NodeJS.ProcessEnv;
}

/** The file name of a program on this platform. */
export function executable(name: string): string {
  return process.platform === 'win32' ? `${name}.exe` : name;
}
