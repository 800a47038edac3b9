import type { Command } from './command.ts';

/** A command as the overview shows it; its code is loaded when it is asked for. */
export interface CommandEntry {
  readonly name: string;
  /** One line. */
  readonly about: string;
  readonly load: () => Promise<Command>;
}

/** All commands. One more is one more line here and a file that exports a {@link Command}. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'generate',
    about: 'Write the workflows that workflows-src says',
    load: async () => (await import('./commands/generate.ts')).generate,
  },
  {
    name: 'check',
    about: 'Tell which workflows are not what workflows-src says, why, and what mends it',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'adopt',
    about: 'Take pins that a bot has bumped in the workflows over into the catalogue',
    load: async () => (await import('./commands/adopt.ts')).adopt,
  },
  {
    name: 'pin',
    about: 'Pin an action at the commit of a release, and keep its inputs for the editor and the checks',
    load: async () => (await import('./commands/pin.ts')).pin,
  },
  {
    name: 'explain',
    about: 'Tell what a workflow asks of its caller, and whom to expect in its signatures',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
  {
    name: 'init',
    about: 'Write a workflow that uses this library into your repository',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'run',
    about: 'Run an action here, with the inputs and the code that it has on GitHub',
    load: async () => (await import('./commands/run.ts')).run,
  },
  {
    name: 'rehearse',
    about: 'Run a workflow here as a scenario has it, and tell what became of it',
    load: async () => (await import('./commands/rehearse.ts')).rehearse,
  },
];
