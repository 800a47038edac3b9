import { expect, test } from 'vitest';
import { parseLocation } from '../src/index.ts';

test('a text without a scheme is a path', () => {
  expect(parseLocation('data/versions-manifest.json')).toEqual({
    kind: 'file',
    path: 'data/versions-manifest.json',
  });
});

test.each(['https://example.com/m.json', 'http://127.0.0.1:8080/m.json', 'http://localhost/m.json'])(
  '%s is taken',
  (url) => {
    expect(parseLocation(url)).toMatchObject({ kind: 'url' });
  },
);

test.each(['http://example.com/m.json', 'ftp://example.com/m.json', 'file:///etc/passwd', 'https://'])(
  '%s is refused',
  (url) => {
    expect(() => parseLocation(url)).toThrow(/expected a path or an https:\/\/ URL without a user/);
  },
);

test('a user and password in a URL are refused, and not shown', () => {
  expect(() => parseLocation('https://user:hush@example.com/m.json')).toThrow('//***@example.com');
});
