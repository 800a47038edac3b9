import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../repository.ts';
import type { Bench, Reading } from './reading.ts';

const ROUNDS = 11;
const MAIN = join(repositoryRoot, 'packages', 'cli', 'src', 'main.ts');

/** How long the command takes for every workflow of this repository, as a whole process. */
export const bench: Bench = {
  title: `gatehouse generate and check of everything (median of ${ROUNDS} alternating runs)`,
  async run() {
    const empty = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
    try {
      const calls = [
        { what: 'node -e 0', args: ['-e', '0'], limited: false, times: [] as number[] },
        {
          what: 'generate, every file anew',
          args: [MAIN, 'generate', '--out', empty],
          limited: true,
          times: [] as number[],
        },
        {
          what: 'check without linters',
          args: [MAIN, 'check', '--no-lint'],
          limited: true,
          times: [] as number[],
        },
      ];
      for (let round = 0; round < ROUNDS; round++) {
        for (const { args, times } of calls) {
          rmSync(empty, { recursive: true, force: true });
          times.push(timeOf(args));
        }
      }
      return calls.map(
        ({ what, times, limited }): Reading => ({
          what,
          found: times.sort((one, other) => one - other)[ROUNDS >> 1] ?? Number.NaN,
          unit: 'ms',
          ...(limited ? { target: 1000 } : {}),
        }),
      );
    } finally {
      rmSync(empty, { recursive: true, force: true });
    }
  },
};

/** Milliseconds that Node takes for `args`, which must end well. */
function timeOf(args: readonly string[]): number {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  const took = performance.now() - started;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stdout}${stderr}`);
  return took;
}
