import { relative } from 'node:path';
import { messageOf } from '@gatehouse/action-kit';
import { playScenario, type Scenario, type ScenarioRecord, VERSION_SCENARIOS } from '@gatehouse/rehearsal';
import { missingPrograms, PINS, SCRIPT_PROGRAMS, tool } from '@gatehouse/toolchain';
import { bundle } from '../bundle/bundle.ts';
import { textTable } from '../text-table.ts';
import { readWish, USAGE, type Wish } from './options.ts';
import { coverageTable, verdictLines, writeReports, writerSummary } from './outcome.ts';
import { rehearsalProduction } from './production.ts';
import { progress, Teller } from './progress.ts';
import { isPlain, reduced } from './without-act.ts';

const LIMITS = `What act does not do (fail-fast, concurrency, permissions, job timeouts, "if:" over every result of its needs) is
proved from the YAML, with GitHub's own parser and evaluator, by the tests of workflows-src and workflow-kit.`;
const ACTIONS_ONLY = `Only the actions were played: of the workflow, its conditions, its scripts and its releases nothing was shown.
With Python 3 and pip (or act ${PINS.act.version} named in GATEHOUSE_ACT), curl and jq all of it is played.`;

type Play = Extract<Wish, { kind: 'play' }>;

const teller = new Teller();
/** So that a person who has seen enough leaves no folders and no processes behind. */
const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort(new Error('Interrupted.')));
try {
  const wish = readWish(process.argv.slice(2));
  if (wish.kind === 'help') console.log(USAGE);
  else if (wish.kind === 'list') list();
  else process.exitCode = (await rehearse(wish)) ? 0 : 1;
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exitCode = 1;
}

function list(): void {
  const width = Math.max(...VERSION_SCENARIOS.map(({ name }) => name.length));
  for (const { name, title } of VERSION_SCENARIOS) console.log(`${name.padEnd(width)}  ${title}`);
}

/** Plays what is asked for; gives whether all of it was as expected. */
async function rehearse(wish: Play): Promise<boolean> {
  teller.chapter('Bundling the actions as a release holds them');
  const { files } = await bundle();
  teller.tell(`${files.size} files in release/`);
  const act = wish.withoutAct ? undefined : await findAct();
  const scenarios = act === undefined ? wish.scenarios.filter(isPlain) : wish.scenarios;
  const left = wish.scenarios.filter((scenario) => !scenarios.includes(scenario));
  const records: ScenarioRecord[] = [];
  for (const scenario of scenarios) records.push(await play(scenario, act, wish));
  console.log(`\nReport: ${(await writeReports(records)).map((path) => relative('', path)).join(', ')}`);
  console.log(act === undefined ? ACTIONS_ONLY : LIMITS);
  return conclude(records, left);
}

/** The program act, or nothing and a word on why. */
async function findAct(): Promise<string | undefined> {
  const missing = missingPrograms(SCRIPT_PROGRAMS).join(', ');
  if (missing !== '') {
    teller.tell(`The scripts of the workflow need ${missing}, which is not on this machine; without it the actions are played
without the workflow. Install it with the package manager of this machine.`);
    return undefined;
  }
  const { GATEHOUSE_ACT: own } = process.env;
  if (own) return own;
  teller.tell(`Looking for act ${PINS.act.version}; the first time, pip fetches it (8 MB)`);
  const found = await tool('act');
  if ('path' in found) return found.path;
  teller.tell(`act cannot be had, so the actions are played without the workflow. ${found.missing}`);
  return undefined;
}

async function play(
  scenario: Scenario,
  act: string | undefined,
  { log, scenarios }: Play,
): Promise<ScenarioRecord> {
  teller.chapter(`${scenario.name}: ${scenario.title}`);
  let table = '';
  const onCoverage: NonNullable<Parameters<typeof rehearsalProduction>[0]['onCoverage']> = (rows) => {
    table = coverageTable(rows);
  };
  const production = await rehearsalProduction({ act, onCoverage });
  using told = progress(teller, { log });
  const audience = { ...told, signal: interrupted.signal };
  const record = await playScenario(act === undefined ? reduced(scenario) : scenario, production, audience);
  const isOnlyOne = scenarios.length === 1;
  teller.tell(
    `${record.verdicts.filter(({ holds }) => holds).length} of ${record.verdicts.length} expectations hold`,
  );
  for (const line of verdictLines(record, isOnlyOne)) teller.tell(line);
  const summary = isOnlyOne ? writerSummary(record) : '';
  if (summary !== '') console.log(`\nThe page of the writer's job shows:\n\n${summary}`);
  console.log(`\nWhat was planned, and what became of it:\n\n${table}`);
  return record;
}

/** The last lines; gives whether every scenario was played and passed. */
function conclude(records: readonly ScenarioRecord[], left: readonly Scenario[]): boolean {
  if (records.length > 1) {
    const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
    const rows = records.map(({ name, passed, durationMs }) => [
      name,
      passed ? '✓' : '✗',
      seconds(durationMs),
    ]);
    console.log(`\n${textTable(['scenario', '', 'time'], rows)}`);
  }
  const failed = [
    ...records.filter(({ passed }) => !passed).map(({ name }) => name),
    ...left.map(({ name }) => `${name}, which cannot be played without act`),
  ];
  if (failed.length === 0) console.log(`\nThe rehearsal passed in ${teller.time()}.`);
  else console.error(`\nThe rehearsal failed: ${failed.join('; ')}.`);
  return failed.length === 0;
}
