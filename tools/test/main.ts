import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import { countLine, failedStep, readVitestReport, type TestCount } from './count.ts';

const CHECKS = ['lint', 'typecheck', 'docs-check', 'workflows-check', 'bundle'];

const reports = mkdtempSync(join(tmpdir(), 'gatehouse-test-'));
const count = checksPass() ? runTests(process.argv.slice(2)) : failedStep;
rmSync(reports, { recursive: true });
console.log(countLine(count));
process.exitCode = count.failed > 0 ? 1 : 0;

/** Through Nx, which runs them side by side and remembers what has not changed. */
function checksPass(): boolean {
  const code = step(CHECKS.join(', '), 'nx', [
    'run-many',
    `--targets=${CHECKS.join(',')}`,
    '--projects=gatehouse',
    '--parallel=2',
    '--nxBail',
    '--outputStyle=static',
  ]);
  return code === 0;
}

function runTests(filters: readonly string[]): TestCount {
  const report = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = step('tests', 'vitest', ['run', ...reporters, ...filters]);
  return readVitestReport(report, code);
}

/** Runs a tool of this repository and tells when it begins and how long it took. */
function step(title: string, tool: string, args: readonly string[]): number {
  console.log(`\n== ${title}`);
  const started = performance.now();
  const { status, error } = spawnSync(join(repositoryRoot, 'node_modules', '.bin', tool), args, {
    cwd: repositoryRoot,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' },
  });
  if (error !== undefined) console.error(error.message);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`== ${title}: ${status === 0 ? 'passed' : 'failed'} after ${seconds} s`);
  return status ?? 1;
}
