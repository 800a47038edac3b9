import { join } from 'node:path';
import { styleText } from 'node:util';
import { messageOf } from '@gatehouse/action-kit';
import {
  columnsOf,
  endText,
  killOrphans,
  type Paint,
  playedText,
  playScenario,
  progress,
  type Scenario,
  type ScenarioRecord,
  sweepFolders,
  VERSION_SCENARIOS,
  writeReport,
} from '@gatehouse/rehearsal';
import { missingPrograms, PINS, SCRIPT_PROGRAMS, tool } from '@gatehouse/toolchain';
import { bundle } from '../bundle/bundle.ts';
import { repositoryRoot } from '../repository.ts';
import { coverageTable } from './coverage.ts';
import { readWish, USAGE, type Wish } from './options.ts';
import { rehearsalProduction } from './production.ts';
import { isPlain, reduced } from './without-act.ts';

/** Git ignores it. */
const REPORT = join(repositoryRoot, '.cache', 'rehearsal');
const LIMITS = `What act does not do (fail-fast, concurrency, permissions, job timeouts, "if:" over every result of its needs) is
proved from the YAML, with GitHub's own parser and evaluator, by the tests of workflows-src and workflow-kit.`;
const ACTIONS_ONLY = `Only the actions were played: of the workflow, its conditions, its scripts and its releases nothing was shown.
With Python 3 and pip (or act ${PINS.act.version} named in GATEHOUSE_ACT), curl and jq all of it is played.`;

type Play = Extract<Wish, { kind: 'play' }>;

const say = (line: string) => console.log(line);
const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });
/** So that a person who has seen enough leaves no folders and no processes behind. */
const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort(new Error('Interrupted.')));
try {
  const wish = readWish(process.argv.slice(2));
  if (wish.kind === 'help') say(USAGE);
  else if (wish.kind === 'list') list();
  else process.exitCode = (await rehearse(wish)) ? 0 : 1;
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exitCode = interrupted.signal.aborted ? 130 : 1;
}

function list(): void {
  say(columnsOf(VERSION_SCENARIOS.map(({ name, title }) => [{ text: name }, { text: title }])));
}

/** Plays what is asked for; gives whether all of it was as expected. */
async function rehearse(wish: Play): Promise<boolean> {
  say('Bundling the actions as a release holds them');
  const { files } = await bundle();
  say(`${files.size} files in release/`);
  await Promise.all([killOrphans(), sweepFolders()]);
  const act = wish.withoutAct ? undefined : await findAct();
  const scenarios = act === undefined ? wish.scenarios.filter(isPlain) : wish.scenarios;
  const left = wish.scenarios.filter((scenario) => !scenarios.includes(scenario));
  const records: ScenarioRecord[] = [];
  for (const scenario of scenarios) records.push(await play(scenario, act, wish));
  say(`\n${endText(records, await writeReport(records, REPORT), paint)}\n`);
  say(act === undefined ? ACTIONS_ONLY : LIMITS);
  return conclude(records, left);
}

/** The program act, or nothing and a word on why. */
async function findAct(): Promise<string | undefined> {
  const missing = missingPrograms(SCRIPT_PROGRAMS).join(', ');
  if (missing !== '') {
    say(`The scripts of the workflow need ${missing}, which is not on this machine; without it the actions are played
without the workflow. Install it with the package manager of this machine.`);
    return undefined;
  }
  const { GATEHOUSE_ACT: own } = process.env;
  if (own) return own;
  say(`Looking for act ${PINS.act.version}; the first time, pip fetches it (8 MB)`);
  const found = await tool('act');
  if ('path' in found) return found.path;
  say(`act cannot be had, so the actions are played without the workflow. ${found.missing}`);
  return undefined;
}

async function play(
  scenario: Scenario,
  act: string | undefined,
  { log, scenarios }: Play,
): Promise<ScenarioRecord> {
  let table = '';
  const production = await rehearsalProduction({
    act,
    onCoverage: (rows) => {
      table = coverageTable(rows);
    },
  });
  say('');
  using told = progress(scenario, { say, paint, log });
  const audience = { ...told, signal: interrupted.signal };
  const record = await playScenario(act === undefined ? reduced(scenario) : scenario, production, audience);
  say(`\n${playedText(record, paint)}`);
  const summary = scenarios.length === 1 ? writerSummary(record) : '';
  if (summary !== '') say(`\nThe page of the writer's job shows:\n\n${summary}`);
  say(`\nWhat was planned, and what became of it:\n\n${table}`);
  return record;
}

/** What the writer's job shows on its page; nothing where it did not end. */
function writerSummary({ runs }: ScenarioRecord): string {
  const steps = runs
    .flatMap(({ result }) => result.jobs)
    .filter(({ id }) => id === 'update-manifests')
    .flatMap((job) => job.steps);
  return steps
    .map(({ summary }) => summary.trim())
    .join('\n\n')
    .trim();
}

/** The last lines; gives whether every scenario was played and passed. */
function conclude(records: readonly ScenarioRecord[], left: readonly Scenario[]): boolean {
  const failed = [
    ...records.filter(({ passed }) => !passed).map(({ name }) => name),
    ...left.map(({ name }) => `${name}, which cannot be played without act`),
  ];
  if (records.length === 0) failed.push('no scenario was played');
  if (failed.length === 0) say(`\nThe rehearsal passed in ${(performance.now() / 1000).toFixed(1)} s.`);
  else console.error(`\nThe rehearsal failed: ${failed.join('; ')}.`);
  return failed.length === 0;
}
