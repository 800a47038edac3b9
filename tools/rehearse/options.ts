import { parseArgs } from 'node:util';
import { ActionError, quote } from '@gatehouse/action-kit';
import { type Scenario, VERSION_SCENARIOS } from '@gatehouse/rehearsal';
import { suggestion } from '@gatehouse/workflow-kit';

/** What is played when nobody asks for anything else. */
const DEFAULT = 'bad-day';

export const USAGE = `npm run rehearse -- [option …]

  --scenario <name>  this scenario; can be given again. Without it, ${DEFAULT}
  --all              every scenario
  --list             show the scenarios
  --log              show every line of every step
  --without-act      play the actions only, as where act cannot be had`;

const OPTIONS = {
  scenario: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  log: { type: 'boolean', default: false },
  'without-act': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** What a person asks for. */
export type Wish =
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | {
      readonly kind: 'play';
      readonly scenarios: readonly Scenario[];
      readonly log: boolean;
      readonly withoutAct: boolean;
    };

/** Reads the command line; throws for what it does not know. */
export function readWish(args: readonly string[]): Wish {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  if (values.help) return { kind: 'help' };
  if (values.list) return { kind: 'list' };
  const scenarios = values.all ? VERSION_SCENARIOS : (values.scenario ?? [DEFAULT]).map(scenarioOf);
  return { kind: 'play', scenarios, log: values.log, withoutAct: values['without-act'] };
}

function scenarioOf(name: string): Scenario {
  const found = VERSION_SCENARIOS.find((one) => one.name === name);
  if (found !== undefined) return found;
  const known = VERSION_SCENARIOS.map((one) => one.name);
  throw new ActionError({
    code: 'UNKNOWN_SCENARIO',
    message: `There is no scenario ${quote(name)}.${suggestion(name, known)}`,
    hint: 'npm run rehearse -- --list shows them.',
  });
}
