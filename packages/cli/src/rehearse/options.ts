import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { MACHINE_PROGRAMS, quoteForShell } from '@gatehouse/rehearsal';
import type { OptionValues } from '../command.ts';
import { usageError } from '../failure.ts';
import { home } from '../repository.ts';
import type { Asked } from './asked.ts';

/** The options of `gatehouse rehearse`. */
export const REHEARSE_OPTIONS = {
  scenario: {
    type: 'string',
    value: 'name|file',
    multiple: true,
    about: 'A scenario of the list, or a file with one of your own; can be given again',
  },
  all: { type: 'boolean', about: 'Every scenario that was made for this kind of workflow' },
  list: { type: 'boolean', about: 'Show the scenarios, all or those for the workflow' },
  input: {
    type: 'string',
    value: 'name=value',
    multiple: true,
    about: 'Value of an input; can be given again',
  },
  event: {
    type: 'string',
    value: 'name',
    about: 'What sets the run off; a push by default, where it runs for one',
  },
  ref: {
    type: 'string',
    value: 'ref',
    about: 'refs/heads/<branch> or refs/tags/<tag>; your branch by default',
  },
  var: {
    type: 'string',
    value: 'name=value',
    multiple: true,
    about: 'A variable of the repository (vars.name)',
  },
  runner: {
    type: 'string',
    value: 'label',
    multiple: true,
    about: "A label in runs-on that this machine is to play, beside GitHub's own for Linux",
  },
  real: {
    type: 'string',
    value: 'program',
    multiple: true,
    about:
      'Run the real program (sudo, apt-get, docker, …) on this machine; by default a stand-in records the call and does nothing',
  },
  'skip-action': {
    type: 'string',
    value: 'owner/name',
    multiple: true,
    about: 'An action that is not here, and whose steps are to do nothing',
  },
  report: {
    type: 'string',
    value: 'folder',
    about:
      'Where report.md and report.html are written; by default one folder for the workflow in your cache',
  },
  act: {
    type: 'string',
    value: 'path',
    about: 'The program act; by default GATEHOUSE_ACT, else the pinned one',
  },
  log: { type: 'boolean', about: 'Show the log of every step as it happens' },
  json: { type: 'boolean', about: 'Tell what was seen as JSON; progress goes to standard error' },
} as const;

/** What the options say about the run itself. */
export function askedIn(values: OptionValues<typeof REHEARSE_OPTIONS>): Asked {
  const variables = values.var.map((pair) => {
    const [, name = '', value = ''] = /^([A-Za-z_]\w*)=(.*)$/s.exec(pair) ?? [];
    if (name === '') throw usageError(`--var is ${quote(pair)}. Expected name=value.`, 'rehearse');
    return [name, value] as const;
  });
  const stray = values['skip-action'].find((action) => !/^[\w.-]+\/[\w.-]+(\/[\w.-]+)*$/.test(action));
  if (stray !== undefined) {
    throw usageError(`--skip-action is ${quote(stray)}. Expected owner/name, without a version.`, 'rehearse');
  }
  const unknown = values.real.find((name) => !MACHINE_PROGRAMS.includes(name));
  if (unknown !== undefined) {
    throw usageError(
      `--real is ${quote(unknown)}. Expected one of ${MACHINE_PROGRAMS.join(', ')}; every other program is always the real one.`,
      'rehearse',
    );
  }
  return {
    event: values.event,
    ref: values.ref,
    inputs: values.input,
    skippedActions: values['skip-action'],
    runnerLabels: values.runner,
    realPrograms: values.real,
    variables: Object.fromEntries(variables),
  };
}

/** The words of a command line that asks for the same, without its runners. */
export function argumentsOf(
  values: OptionValues<typeof REHEARSE_OPTIONS>,
  workflow: string,
): readonly string[] {
  const pairs = Object.entries(values).flatMap(([name, value]): readonly string[] => {
    if (name === 'runner' || value === undefined || value === false) return [];
    if (value === true) return [`--${name}`];
    return [value].flat().flatMap((one) => [`--${name}`, quoteForShell(String(one))]);
  });
  const runners = values.runner.flatMap((label) => ['--runner', quoteForShell(label)]);
  return [quoteForShell(workflow), ...pairs, ...runners];
}

/** The actions run as a release holds them. Fails with `NOT_BUILT`. */
export function insistOnRelease(): void {
  if (existsSync(join(home, 'release', 'dist'))) return;
  throw new ActionError({
    code: 'NOT_BUILT',
    message: `Found no built actions in ${join(home, 'release')}.`,
    hint: 'Build them with npm run bundle.',
  });
}
