/** How the command ends, for scripts. */
export const EXIT = {
  /** Done, or nothing to do. */
  ok: 0,
  /** The files are not what their sources say, an action failed, or something was refused. */
  refused: 1,
  /** The command was not understood. */
  usage: 2,
  /** Ended by SIGINT (Ctrl-C), as a shell reports it. */
  interrupted: 130,
  /** Ended by SIGTERM. */
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
