import { type ToolName, tool } from './index.ts';
import { PINS } from './pins.ts';

/** `node packages/libs/toolchain/src/main.ts [name…]`: installs the programs and prints where they are. */
const known = Object.keys(PINS) as ToolName[];
const names = process.argv.slice(2);
const unknown = names.filter((name) => !known.some((one) => one === name));
if (unknown.length > 0) {
  console.error(`Found ${unknown.join(', ')}; expected ${known.join(', ')}, or nothing for all.`);
  process.exitCode = 2;
} else {
  for (const name of known.filter((one) => names.length === 0 || names.includes(one))) {
    const found = await tool(name);
    if ('path' in found) console.log(`${name}\t${found.path}`);
    else console.error(`${name}\tmissing. ${found.missing}`);
  }
}
