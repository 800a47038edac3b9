import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from '../bundle/bundle.ts';
import { listActions } from '../repository.ts';
import type { Bench, Reading } from './reading.ts';

const ROUNDS = 21;

/** How long each built action takes to load, read its inputs and refuse them, next to bare Node. */
export const bench: Bench = {
  title: `cold start until the inputs are refused (median of ${ROUNDS} alternating runs)`,
  async run() {
    const { outDir } = await bundle();
    const entries = listActions().map(({ name }) => ({
      name,
      args: [join(outDir, 'dist', `${name}.js`)],
      code: 1,
    }));
    const bare = { name: 'node -e 0', args: ['-e', '0'], code: 0 };
    const times = new Map([bare, ...entries].map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round < ROUNDS; round++) {
      for (const { name, args, code } of [bare, ...entries]) times.get(name)?.push(timeOf(args, code));
    }
    const median = (name: string) =>
      times.get(name)?.sort((one, other) => one - other)[ROUNDS >> 1] ?? Number.NaN;
    return [
      { what: bare.name, found: median(bare.name), unit: 'ms' },
      ...entries.flatMap(({ name }): Reading[] => [
        { what: name, found: median(name), unit: 'ms' },
        { what: `${name} / ${bare.name}`, found: median(name) / median(bare.name), unit: 'times', target: 2 },
      ]),
    ];
  },
};

/** Milliseconds that Node takes for `args`, which must end with `code`. */
function timeOf(args: readonly string[], code: number): number {
  const started = performance.now();
  const { status, stdout } = spawnSync(process.execPath, args, { env: {}, encoding: 'utf8' });
  const took = performance.now() - started;
  if (status !== code)
    throw new Error(`${args.join(' ')} ended with ${status} instead of ${code}: ${stdout}`);
  return took;
}
