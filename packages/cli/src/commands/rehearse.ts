import { resolve } from 'node:path';
import { endText, insistOnReportFolder, writeReport } from '@gatehouse/rehearsal';
import { defineCommand } from '../define-command.ts';
import { EXIT } from '../exit-code.ts';
import { usageError } from '../failure.ts';
import { findAct } from '../rehearse/act.ts';
import { chooseScenarios, KINDS, kindsOf } from '../rehearse/kinds.ts';
import { listScenarios } from '../rehearse/list.ts';
import { findNeeds } from '../rehearse/needs.ts';
import { argumentsOf, askedIn, insistOnRelease, REHEARSE_OPTIONS } from '../rehearse/options.ts';
import { outcomeText } from '../rehearse/outcome.ts';
import { insistOnOwnInputs } from '../rehearse/own-inputs.ts';
import { playAll } from '../rehearse/play-all.ts';
import { usualReportFolder } from '../rehearse/report-folder.ts';
import { startOf } from '../rehearse/staging.ts';
import { findSubject, loadStageLibrary } from '../rehearse/subject.ts';
import { toldPlayed } from '../rehearse/told.ts';

/** Plays a workflow on this machine, against a stage in the place of GitHub. */
export const rehearse = defineCommand({
  name: 'rehearse',
  operands: ['workflow?'],
  about: `Runs a workflow on this machine with act, as a scenario has it: one leg red, a protected branch, a writer
that is killed. Git, GitHub's API, artifacts and identity tokens are a stage on the loopback address;
your repository is copied and never touched; secrets are fake; actions of others are stood in for.
Programs that change the machine (sudo, apt-get, brew, snap, systemctl, docker, …) are stand-ins that record
the call, do nothing and end well; --real <program> runs the real one. Without --scenario, your own
workflow runs as it is (plain-run); what a scenario replaces is shown.
<workflow> is a file of your repository, or a workflow of this library. What act does not do cannot be
rehearsed: fail-fast, concurrency, permissions, job timeouts.`,
  options: REHEARSE_OPTIONS,
  async run({ values, operands: [name] }, around) {
    const { cwd, env, terminal } = around;
    const { json } = values;
    if (name === undefined) {
      if (!values.list) {
        throw usageError('gatehouse rehearse needs <workflow>; --list shows the scenarios.', 'rehearse');
      }
      listScenarios(KINDS, json, terminal);
      return EXIT.ok;
    }
    const subject = findSubject(name, cwd, await loadStageLibrary());
    if (values.list) {
      listScenarios(kindsOf(subject), json, terminal);
      return EXIT.ok;
    }
    const choices = await chooseScenarios({ names: values.scenario, all: values.all }, subject, cwd);
    const asked = askedIn(values);
    // Whatever is wrong with the words is told before anything is run.
    for (const choice of choices) startOf(choice, subject, asked);
    const folder = values.report
      ? resolve(cwd, values.report)
      : usualReportFolder(subject.root, subject.main.file, env);
    await insistOnReportFolder(folder);
    const needs = findNeeds(subject, asked, ['gatehouse rehearse', ...argumentsOf(values, name)].join(' '));
    insistOnRelease();
    await insistOnOwnInputs(subject);
    const act = await findAct(values.act, around);
    for (const note of needs.notes) terminal.err(note);
    const played = await playAll(choices, {
      act,
      subject,
      needs,
      asked,
      env,
      say: json ? terminal.err : terminal.out,
      paint: terminal.paint,
      log: values.log,
      onPlayed: json ? () => {} : (one) => terminal.out(outcomeText(one, terminal.paint)),
    });
    const records = played.map(({ record }) => record);
    const report = await writeReport(records, folder);
    const ok = records.length > 0 && records.every(({ passed }) => passed);
    if (json) {
      const told = { ok, workflow: subject.main.path, report, scenarios: played.map(toldPlayed) };
      terminal.out(JSON.stringify(told, null, 2));
    } else terminal.out(endText(records, report, terminal.paint));
    return ok ? EXIT.ok : EXIT.refused;
  },
});
