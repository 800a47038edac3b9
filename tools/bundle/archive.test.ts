import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { archive } from './archive.ts';

const tar = (files: ReadonlyMap<string, Uint8Array>, ...args: readonly string[]) =>
  execFileSync('tar', ['-xz', '--strip-components=1', ...args], { input: archive(files) });

test('tar reads the archive back', () => {
  const content = Buffer.from('a text that is longer than one block of a tape archive\n'.repeat(40));
  const files = new Map([
    ['dist/entry.js', content],
    ['LICENSE', Buffer.from('short')],
    ['empty', Buffer.alloc(0)],
  ]);
  expect(tar(files, '-O').toString()).toBe(`short${content}`);
});

test('the order in which files are given does not matter', () => {
  const files: [string, Uint8Array][] = [
    ['b', Buffer.from('2')],
    ['a', Buffer.from('1')],
  ];
  expect(archive(new Map(files))).toEqual(archive(new Map(files.toReversed())));
});
