import { parseArgs } from 'node:util';
import { messageOf } from '@gatehouse/action-kit';
import { textTable } from '../text-table.ts';
import { BUDGET, overBudget } from './budget.ts';
import { type BundleOptions, bundle } from './bundle.ts';

const { values } = parseArgs({ options: { out: { type: 'string' } } });
try {
  await build(values.out === undefined ? {} : { outDir: values.out });
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exitCode = 1;
}

async function build(options: BundleOptions): Promise<void> {
  const started = performance.now();
  const { outDir, weights, packages } = await bundle(options);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const count = (bytes: number) => bytes.toLocaleString('en');
  const size = (what: string, found: number, most: number) => [what, '', count(found), `≤ ${count(most)}`];
  console.log(
    textTable(
      ['', 'files', 'bytes', 'gzip'],
      [
        ...weights.entries.map(({ action, files, bytes, gzip }) => [
          action,
          `${files}`,
          count(bytes),
          count(gzip),
        ]),
        size('archive', weights.archive, BUDGET.archive),
        size('code without the heavy packages', weights.codeWithoutHeavy, BUDGET.codeWithoutHeavy),
      ],
    ),
  );
  console.log(`${outDir}: ${packages.length} third-party packages, built in ${seconds} s`);
  // A test holds the budget; here it is only told, so that a release can be looked at all the same.
  for (const sentence of overBudget(weights)) console.error(sentence);
}
