import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { textTable } from '../text-table.ts';
import { type Bench, formatValue, isMet, type Reading } from './reading.ts';

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const results: Record<string, readonly Reading[]> = {};
for (const name of benchNames(positionals)) {
  const { bench } = (await import(`./${name}.ts`)) as { bench?: Bench };
  if (bench === undefined) continue;
  if (!values.json) console.log(`\n== ${bench.title}`);
  const readings = await bench.run();
  results[name] = readings;
  if (!values.json) console.log(textTable(['', 'found', 'at most', ''], readings.map(row)));
}
if (values.json) console.log(JSON.stringify(results, null, 2));
const missed = Object.values(results)
  .flat()
  .filter((reading) => !isMet(reading));
process.exitCode = missed.length > 0 ? 1 : 0;

/** Every file beside this one that may hold a bench, or only those that were asked for. */
function benchNames(wanted: readonly string[]): readonly string[] {
  const names = readdirSync(import.meta.dirname)
    .filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== basename(import.meta.filename),
    )
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new Error(`There is no bench "${unknown}"; there are ${names.join(', ')}.`);
  return wanted.length > 0 ? wanted : names;
}

function row(reading: Reading): readonly string[] {
  const { what, found, unit, target } = reading;
  const limit = target === undefined ? '' : formatValue(target, unit);
  return [
    what,
    formatValue(found, unit),
    limit,
    target === undefined ? '' : isMet(reading) ? 'ok' : 'MISSED',
  ];
}
