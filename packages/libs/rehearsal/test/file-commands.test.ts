import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setOutputs } from '@gatehouse/action-kit';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseFileCommands } from '../src/file-commands.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'commands-'));
});
afterEach(async () => {
  delete process.env.GITHUB_OUTPUT;
  await rm(folder, { recursive: true });
});

it('whatever the toolkit writes is read back as it was', async () => {
  const file = join(folder, 'output');
  process.env.GITHUB_OUTPUT = file;
  const name = fc.stringMatching(/^[a-z][a-z-]{0,12}$/);
  // Of a value that ends in CR nobody can tell whether that belongs to the end of the line.
  const units = fc.constantFrom('a', '=', '<<', '\n', '\r\n', ' ', 'é', '::', '%', '"');
  const value = fc.array(units, { maxLength: 12 }).map((parts) => parts.join(''));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, value, { noNullPrototype: true }), async (outputs) => {
      await writeFile(file, '');
      setOutputs(outputs);
      expect(parseFileCommands(await readFile(file, 'utf8'))).toEqual(outputs);
    }),
    { seed: 20_260_102, numRuns: 200 },
  );
});

it.each([
  ['a=b=c', { a: 'b=c' }],
  ['a=1\r\nb=2\r\n', { a: '1', b: '2' }],
  ['a<<END\r\nx\r\ny\r\nEND\r\n', { a: 'x\r\ny' }],
  ['a<<END\nEND', { a: '' }],
  ['a<<E=F\n<<\nE=F', { a: '<<' }],
  ['__proto__=x', JSON.parse('{"__proto__":"x"}')],
])('%j gives %j', (text, values) => {
  expect(parseFileCommands(text)).toEqual(values);
});

it.each(['no operator', '=no name', '<<END\nEND', 'a<<', 'a<<END\nnever ended'])('%j is refused', (text) => {
  expect(() => parseFileCommands(text)).toThrow(/expected name=value, or name<<END/);
});
