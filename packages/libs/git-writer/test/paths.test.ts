import { describe, expect, test } from 'vitest';
import { branchName, checkPath } from '../src/paths.ts';

describe('a path', () => {
  test.each(['a', 'a/b.json', '.github/x', 'a b/ü.txt', '..a/.gitignore'])('%j is taken', (path) => {
    expect(() => checkPath(path)).not.toThrow();
  });

  test.each([
    '',
    '/a',
    'a/',
    'a//b',
    '../a',
    'a/../b',
    './a',
    '.git/config',
    'a/.GIT/x',
    'a\\b',
    'a\nb',
    'a\0b',
    '\ud800',
    'a'.repeat(5000),
  ])('%j is refused', (path) => {
    expect(() => checkPath(path)).toThrow(expect.objectContaining({ code: 'BAD_PATH' }));
  });
});

describe('a branch', () => {
  test.each([
    ['main', 'main'],
    ['refs/heads/main', 'main'],
    ['feature/x-1.2', 'feature/x-1.2'],
  ])('%j is %j', (name, expected) => {
    expect(branchName(name)).toBe(expected);
  });

  test.each([
    '',
    '-x',
    'a..b',
    'a b',
    'a~1',
    'a^',
    'a:b',
    'x.lock',
    'a/',
    '/a',
    'a//b',
    '@',
    'a@{1}',
    '.a',
    'a/.b',
    'refs/tags/v1',
    'a\n',
    'a*',
  ])('%j is refused', (name) => {
    expect(() => branchName(name)).toThrow(expect.objectContaining({ code: 'BAD_BRANCH' }));
  });
});
