import { concealSecret, useProxiesOf } from '@gatehouse/action-kit';
import { defineCommand } from '../define-command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { usageError } from '../failure.ts';
import { offlineFindings, onlineFindings } from '../pin/check-pins.ts';
import { githubOf, isUnreachable, offline } from '../pin/github.ts';
import { type PinOutcome, pinOne } from '../pin/pin-one.ts';
import { readPinRequest } from '../pin/pin-request.ts';
import { type PinnedRepository, readPinned } from '../pin/pinned-repository.ts';
import { refresh } from '../pin/refresh.ts';
import type { Surroundings, Terminal } from '../terminal.ts';

const OPTIONS = {
  check: { type: 'boolean', about: 'Compare all pins and their kept inputs with GitHub; write nothing' },
  offline: { type: 'boolean', about: 'With --check: check only the files' },
  refresh: { type: 'boolean', about: 'Read action.yml again for pins that a bot or a person has changed' },
  json: { type: 'boolean', about: 'Print the result as JSON' },
} as const;

/** Pins a third-party action at the commit of a release, and keeps what its `action.yml` declares. */
export const pin = defineCommand({
  name: 'pin',
  operands: ['action?'],
  about: `Looks up an action such as actions/setup-go@v6 on GitHub, writes the commit of the release into
workflows-src/pins/action.yml, and keeps the inputs and outputs of its action.yml in workflows-src/pins,
so that generate checks them and an editor completes them. Without a version it takes the newest one,
of the same major version when the action is pinned already.
GITHUB_TOKEN or GH_TOKEN is used when it is set; it needs no permission.`,
  options: OPTIONS,
  async run({ values, operands: [action] }, around) {
    const modes = [action !== undefined, values.check, values.refresh].filter(Boolean).length;
    if (modes !== 1)
      throw usageError('gatehouse pin needs exactly one of <action>, --check and --refresh.', 'pin');
    if (values.offline && !values.check) throw usageError('--offline needs --check.', 'pin');
    const repository = readPinned(around.cwd);
    // A Node that can't be told of proxies while it runs has done all of this in another process.
    if ((await useProxiesOf(around.env, concealSecret)) === 'was-run-again') return endOfProcess();
    if (values.check) return check(repository, values, around);
    try {
      return action === undefined
        ? await refreshAll(repository, values.json, around)
        : await pinAction(action, repository, values.json, around);
    } catch (thrown) {
      throw isUnreachable(thrown) ? offline(thrown) : thrown;
    }
  },
});

/** How the process has ended that ran in place of this one. */
function endOfProcess(): ExitCode {
  return process.exitCode === EXIT.ok ? EXIT.ok : EXIT.refused;
}

async function pinAction(
  action: string,
  repository: PinnedRepository,
  json: boolean,
  around: Surroundings,
): Promise<ExitCode> {
  const outcome = await pinOne(githubOf(around), readPinRequest(action), repository);
  if (json) around.terminal.out(JSON.stringify({ ok: true, ...plain(outcome) }, null, 2));
  else report(outcome, around.terminal);
  return EXIT.ok;
}

function plain({ kind, from, to, notices, written }: PinOutcome) {
  const { action, commit, version } = to;
  return {
    kind,
    action,
    from: from === undefined ? null : { commit: from.commit, version: from.version },
    to: { commit, version },
    keeps: to.kind,
    notices,
    written,
  };
}

function report({ kind, from, to, notices, written }: PinOutcome, { out, err, paint }: Terminal): void {
  for (const notice of notices) err(notice);
  const version = from === undefined || kind === 'unchanged' ? to.version : `${from.version} → ${to.version}`;
  out(`${paint('green', kind)}  ${to.action} ${version} (${to.commit})`);
  if (to.kind === 'repository') {
    out('It has no action.yml of its own, so its inputs are not checked.');
  } else {
    const { using, inputs, outputs } = to.facts;
    out(`Read its ${to.file}: ${inputs.size} inputs, ${outputs.length} outputs, runs on ${using}.`);
  }
  for (const file of written) out(`${paint('green', 'written')}  ${file}`);
  if (kind === 'changed') out('Run gatehouse generate to write the workflows.');
}

async function refreshAll(
  repository: PinnedRepository,
  json: boolean,
  around: Surroundings,
): Promise<ExitCode> {
  const { out, paint } = around.terminal;
  const outcome = await refresh(githubOf(around), repository);
  if (json) out(JSON.stringify({ ok: true, ...outcome }, null, 2));
  else {
    for (const action of outcome.read) out(`${paint('green', 'read')}     ${action}`);
    for (const file of outcome.written) out(`${paint('green', 'written')}  ${file}`);
    if (outcome.written.length === 0) out('Everything is up to date.');
  }
  return EXIT.ok;
}

async function check(
  repository: PinnedRepository,
  values: { readonly offline: boolean; readonly json: boolean },
  around: Surroundings,
): Promise<ExitCode> {
  const { out, err } = around.terminal;
  const pins = [...repository.pins.values()];
  const findings = [...offlineFindings(repository)];
  let unasked: string | undefined = values.offline ? '--offline was given.' : undefined;
  const client = githubOf(around);
  for (const one of unasked === undefined ? pins : []) {
    try {
      findings.push(...(await onlineFindings(client, one, repository)));
    } catch (thrown) {
      if (!isUnreachable(thrown)) throw thrown;
      unasked = thrown.message;
      break;
    }
  }
  // What should have been asked and was not is no pass.
  const ok = findings.length === 0 && (unasked === undefined || values.offline);
  if (values.json)
    out(JSON.stringify({ ok, pins: pins.length, findings, unasked: unasked ?? null }, null, 2));
  else {
    for (const line of findings) err(line);
    if (unasked !== undefined) err(`Not compared with GitHub: ${unasked}`);
    out(ok ? `All ${pins.length} pins are correct.` : `${findings.length} findings.`);
  }
  return ok ? EXIT.ok : EXIT.refused;
}
