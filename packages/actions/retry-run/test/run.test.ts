import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run as runProcess } from '@gatehouse/process';
import { describe, expect, it } from 'vitest';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';

const main = join(import.meta.dirname, '../src/main.ts');

/** The step as the runner runs it: inputs and files in the environment, commands on stdout. */
async function step(inputs: Record<string, string>, env: Record<string, string> = {}) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'retry-run-test-'));
  const file = (name: string) => join(folder.path, name);
  await Promise.all(['output', 'summary'].map((name) => writeFile(file(name), '')));
  const given = Object.entries({ backoff: '1ms', 'max-backoff': '1ms', grace: '300ms', ...inputs });
  const result = await runProcess({
    command: process.execPath,
    args: [main],
    cwd: folder.path,
    timeoutMs: 25_000,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      GITHUB_OUTPUT: file('output'),
      GITHUB_STEP_SUMMARY: file('summary'),
      RUNNER_TEMP: folder.path,
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
      ...env,
    },
  });
  const outputs = Object.fromEntries(
    [...(await readFile(file('output'), 'utf8')).matchAll(/^(\S+?)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(
      ([, name, , value]) => [name, value ?? ''],
    ),
  );
  const summary = await readFile(file('summary'), 'utf8');
  const evidence = JSON.parse(outputs.evidence ?? 'null');
  if (evidence !== null) await assertEvidence('retry-run', evidence);
  const left = (await readdir(folder.path)).filter((name) => !['output', 'summary'].includes(name));
  return { ...result, outputs, summary, left, evidence };
}

/** A server on 127.0.0.1 that gives each request the next of `answers`, and then 200. */
async function flakyServer(answers: readonly (number | 'reset')[], headers: Record<string, string> = {}) {
  let requests = 0;
  const server = createServer((request, response) => {
    const answer = answers[requests] ?? 200;
    requests += 1;
    if (answer === 'reset') request.socket.resetAndDestroy();
    else response.writeHead(answer, answer === 200 ? {} : headers).end('the SDK\n');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/sdk.tar.gz`,
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

const CURL = 'curl -fsS --noproxy "*" "$URL"';
const URLLIB = 'import os, urllib.request\nprint(urllib.request.urlopen(os.environ["URL"]).read().decode())';

describe('a download from a server that is not well', () => {
  it('succeeds with curl after 503, 429 and a reset', async () => {
    await using server = await flakyServer([503, 429, 'reset']);
    const result = await step({ run: CURL }, { URL: server.url });
    expect(result).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('the SDK'),
      outputs: { attempts: '4', 'exit-code': '0', outcome: 'success', reason: '' },
      left: [],
    });
    expect(
      result.evidence.attempts.map(
        (attempt: { failure: { class: string } | null }) => attempt.failure?.class,
      ),
    ).toEqual(['http-503', 'http-429', 'connection-reset', undefined]);
    expect(server.requests()).toBe(4);
  });

  it("succeeds with Python's urllib, which dotnet-install.py uses", async () => {
    await using server = await flakyServer([502, 'reset']);
    const result = await step({ run: URLLIB, shell: 'python3 {0}' }, { URL: server.url, no_proxy: '*' });
    expect(result).toMatchObject({ exitCode: 0, outputs: { attempts: '3', outcome: 'success' } });
  });

  it('stops at once at 403', async () => {
    await using server = await flakyServer([403, 200]);
    const result = await step({ run: CURL }, { URL: server.url });
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { attempts: '1', 'exit-code': '22', outcome: 'final', reason: 'http-403' },
    });
    expect(server.requests()).toBe(1);
  });

  it('waits no longer than it has when the server asks for more', async () => {
    await using server = await flakyServer([503, 503], { 'retry-after': '3600' });
    const result = await step(
      { run: CURL.replace('-fsS', '-fsS -D /dev/stderr'), deadline: '20s' },
      { URL: server.url },
    );
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { attempts: '1', outcome: 'exhausted', reason: 'http-503' },
    });
    expect(result.stdout).toContain('Retry-After asks for a pause of 3600 s');
  });

  it('gives up after the attempts that are allowed, and keeps passwords out of the evidence', async () => {
    const run = "echo 'fetching https://u:secret@x.y/ failed: HTTP Error 503' >&2; exit 9";
    const result = await step({ run, 'max-attempts': '3' });
    expect(result.outputs).toMatchObject({
      attempts: '3',
      'exit-code': '9',
      outcome: 'exhausted',
      reason: 'http-503',
    });
    expect(result.stdout).toContain('::error::Gave up after 3 attempts');
    expect(`${result.stdout}${result.summary}${result.outputs.evidence}`).not.toContain('secret');
  });
});

describe('the command', () => {
  it('passes everything on as a run step does, workflow commands too', async () => {
    const result = await step({ run: 'echo "::notice::hello"; printf "no end"; echo err >&2' });
    expect(result.stdout).toContain('::notice::hello\n');
    expect(result.stdout).toContain('no end\n');
    expect(result.stderr).toBe('err\n');
  });

  it('sees the environment of the step without the inputs of this action', async () => {
    const result = await step({ command: 'env' }, { MINE: 'yes', INPUT_MINE: 'kept' });
    expect(result.stdout).toMatch(/^MINE=yes$/m);
    expect(result.stdout).toMatch(/^INPUT_MINE=kept$/m);
    expect(result.stdout).not.toMatch(/^INPUT_(COMMAND|BACKOFF)=/m);
  });

  it('fails in the middle of a pipe', async () => {
    const result = await step({ run: 'false | cat\necho unreachable' });
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { outcome: 'final', reason: 'unknown', 'exit-code': '1' },
    });
    expect(result.stdout).toContain('known as transient. If it is, name it in');
  });

  it('runs in its working directory, and a missing one is named', async () => {
    const result = await step({ command: 'pwd', 'working-directory': '/' });
    expect(result.stdout).toMatch(/^\/$/m);
    const missing = await step({ command: 'pwd', 'working-directory': 'no/such' });
    expect(missing.stdout).toContain('working directory does not exist');
  });

  it('is not retried when there is no such command', async () => {
    const direct = await step({ command: 'dotnte --info' });
    expect(direct.outputs).toMatchObject({ attempts: '1', 'exit-code': '', reason: 'command-not-found' });
    const within = await step({ run: 'dotnte --info', 'retry-exit-codes': '127', 'transient-patterns': '.' });
    expect(within.outputs).toMatchObject({ attempts: '1', 'exit-code': '127', reason: 'command-not-found' });
  });

  it('is ended with all its processes at its timeout, and tried again', async () => {
    const run = `echo try >> tries; if [ "$(wc -l < tries)" -lt 2 ]; then trap '' TERM; sleep 60; fi; rm tries`;
    const result = await step({ run, 'attempt-timeout': '500ms' });
    expect(result).toMatchObject({ exitCode: 0, outputs: { attempts: '2', outcome: 'success' } });
    expect(result.evidence.attempts[0]).toMatchObject({
      ending: 'timed-out',
      failure: { class: 'attempt-timeout' },
    });
  });

  it('is ended at the deadline of all attempts', async () => {
    const result = await step({ command: 'sleep 60', deadline: '400ms', backoff: '1s', 'max-backoff': '1s' });
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { attempts: '1', 'exit-code': '', outcome: 'exhausted' },
    });
  });

  it('shows a maintainer its attempts in the job summary', async () => {
    const run = 'echo x >> n; [ "$(wc -l < n)" -gt 1 ] || { echo "HTTP Error 503 <b>|" >&2; exit 4; }; rm n';
    const { summary } = await step({ run });
    expect(summary).toContain('### Command: success after 2 attempts');
    expect(summary).toMatch(/\| 1 \| ended with exit code 4 \| transient: http-503 \| .*&#60;b&#62;\\\|/);
  });
});

describe.runIf(process.platform === 'linux')('a cancelled run', () => {
  it('leaves nothing running, and makes no further attempt', async () => {
    await using folder = await mkdtempDisposable(join(tmpdir(), 'retry-run-test-'));
    const file = join(folder.path, 'pids');
    const child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env.PATH,
        RUNNER_TEMP: folder.path,
        INPUT_GRACE: '300ms',
        INPUT_RUN: `trap '' TERM; echo $$ >> ${file}; echo up; sleep 60`,
        'INPUT_TRANSIENT-PATTERNS': '.',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let stdout = '';
    for await (const chunk of child.stdout) {
      stdout += chunk;
      if (stdout.includes('up\n')) child.kill('SIGINT');
    }
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGINT');
    const pids = (await readFile(file, 'utf8')).trim().split('\n').map(Number);
    expect(pids).toHaveLength(1);
    const groups = await runProcess({
      command: 'ps',
      args: ['-o', 'stat=', '-s', String(pids[0])],
      timeoutMs: 5000,
    });
    expect(groups.stdout.split('\n').filter((line) => /^[^Z\s]/.test(line))).toEqual([]);
  });
});
