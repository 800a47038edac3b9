export { MACHINE_PROGRAMS } from './programs.ts';
export { quoteForShell } from './quote-for-shell.ts';
export { type WayAround, waysAround } from './repository-scripts.ts';
export { type StandInCall, type StandInPrograms, writeStandInPrograms } from './stand-in-programs.ts';
export { isPosixShell, shellOf } from './step-shell.ts';
export { behindStandIns } from './whole-paths.ts';
export { stepsAround } from './workflow-scripts.ts';
