import { execFile } from 'node:child_process';
import { link, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { collectParts as collectPartsOf, DEFAULT_LIMITS, nameOfPart, writePart } from '@gatehouse/parts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { versionFiles } from '../../src/index.ts';
import {
  forgedText,
  refusal,
  renderPart,
  sampleEntry,
  samplePart,
  temporaryFolder,
  WANTED,
} from './sample.ts';

const collectParts = (folder: string, limits = DEFAULT_LIMITS) => collectPartsOf(folder, WANTED, limits);

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;

beforeEach(async () => {
  temporary = await temporaryFolder();
  dir = join(temporary.path, 'parts');
  await mkdir(dir);
});
afterEach(() => temporary[Symbol.asyncDispose]());

const put = async (name: string, content: string | Uint8Array) => {
  await mkdir(dirname(join(dir, name)), { recursive: true });
  await writeFile(join(dir, name), content);
};
const refused = async (limits = DEFAULT_LIMITS) => (await refusal(() => collectParts(dir, limits))).message;

const P = samplePart();
const S = samplePart({ entries: [sampleEntry('3.14.2', 's390x')] });
const nameOf = (part: typeof P) => `${nameOfPart(part)}.json`;

describe('parts are found', () => {
  test.each([
    ['side by side', [nameOf(P), nameOf(S)]],
    ['each in the folder of its artifact', [`a/${nameOf(P)}`, `b/${nameOf(S)}`]],
    ['one flat and one nested', [nameOf(P), `x/y/${nameOf(S)}`]],
    ['under names of their own', ['ppc64le.json', 'legs/s390x.json']],
    ['in a file that is not named as JSON', ['ppc64le.txt', 's390x']],
  ])('%s', async (_name, [one = '', other = '']) => {
    await put(one, renderPart(P));
    await put(other, renderPart(S));
    expect((await collectParts(dir)).parts).toEqual(
      [
        { part: P, source: one },
        { part: S, source: other },
      ].toSorted((a, b) => (a.source < b.source ? -1 : 1)),
    );
  });

  test('where writePart put them, each under a name of its own', async () => {
    const written = await Promise.all(
      [P, S, samplePart({ attempt: 2 })].map((part) => writePart(part, versionFiles, dir)),
    );
    expect(written.map(({ path }) => path)).toEqual(written.map(({ name }) => join(dir, `${name}.json`)));
    expect((await collectParts(dir)).parts).toHaveLength(3);
  });

  test('through a link to the folder itself, which its owner gave', async () => {
    await put(nameOf(P), renderPart(P));
    await symlink(dir, join(temporary.path, 'link'));
    expect((await collectParts(join(temporary.path, 'link'))).parts).toHaveLength(1);
  });

  test('row 13: with a byte order mark and CRLF', async () => {
    await put(nameOf(P), `\ufeff${renderPart(P).replaceAll('\n', '\r\n')}`);
    expect((await collectParts(dir)).parts[0]?.part).toEqual(P);
  });

  test('not at all in an empty folder', async () => {
    expect(await collectParts(dir)).toEqual({ parts: [], others: [], excluded: [] });
  });
});

describe('row 18: what lies beside the parts is left out and counted', () => {
  test.each([
    ['trivy-report.json', '{"SchemaVersion":2', 'scan report'],
    ['scan.json', '{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"a"}]}', 'scan report'],
    ['packages.json', '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}', 'sbom'],
    ['licences.json', '{"spdxVersion":"SPDX-2.3","name":"x"}', 'sbom'],
    ['code.json', '{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","runs":[]}', 'scan report'],
    ['code.sarif', 'no JSON at all', 'scan report'],
    ['trivy-gate-result.json', '{"passed":true}', 'gate result'],
    ['bundle.json', '{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json"}', 'signature'],
    ['statement.json', '{"_type":"https://in-toto.io/Statement/v1"}', 'signature'],
    ['report.json', '{"schema":"gatehouse.evidence/v1"}', 'record of another action'],
    ['build.log', '::error::x', 'log'],
    ['SHA256SUMS', 'ab  cd', 'checksum'],
    ['python-3.14.2-linux-24.04-ppc64le.tar.gz', '\x1f\x8b', 'archive'],
    ['notes.md', '# Notes', 'no JSON file'],
    ['.DS_Store', '\0', 'no JSON file'],
  ])('%s', async (name, content, reason) => {
    await put(`leg/${name}`, content);
    await put(nameOf(P), renderPart(P));
    const { parts, excluded } = await collectParts(dir);
    expect(excluded).toEqual([{ name: `leg/${name}`, reason }]);
    expect(parts).toHaveLength(1);
  });
});

describe('a folder is refused that holds', () => {
  test.each([
    ['row 12: an HTML page under the name of a part', nameOf(P), '<html>', /found an HTML page/],
    ['row 12: an empty file', 'results.json', '', /results\.json": found an empty file/],
    ['row 12: a truncated part', 'x.json', renderPart(P).slice(0, 500), /JSON that ends in the middle/],
    ['row 12: an empty object', 'x.json', '{}', /found an empty object without schema/],
    [
      'JSON that is neither a part nor a known report',
      'x.json',
      '{"versions":[]}',
      /found an object without schema/,
    ],
    [
      'a part of another version',
      'x.txt',
      '{"schema":"gatehouse.part/v2"}',
      /found schema "gatehouse\.part\/v2"/,
    ],
    [
      'a report under the name of a part',
      nameOf(P),
      '{"bomFormat":"CycloneDX"}',
      /found an object without schema/,
    ],
    [
      'a report that also claims to be a part',
      'x.json',
      forgedText((part) => Object.assign(part, { bomFormat: 'CycloneDX' })),
      /unknown field "bomFormat"/,
    ],
    [
      'the part of another key under its name',
      nameOf(S),
      renderPart(P),
      /expected it in a file named manifest-part--3\.14\.2_linux_24\.04_ppc64le--1\.json/,
    ],
    [
      'the part of another attempt under its name',
      nameOf(P).replace('--1', '--2'),
      renderPart(P),
      /attempt 1, expected it in/,
    ],
    ['a name in capitals', nameOf(P).toUpperCase(), renderPart(P), /expected it in a file named/],
  ])('%s', async (_name, file, content, message) => {
    await put(file, content);
    expect(await refused()).toMatch(message);
  });

  test('row 10: a symbolic link to a part outside, which is not followed', async () => {
    await writeFile(join(temporary.path, 'outside.json'), renderPart(P));
    await symlink(join(temporary.path, 'outside.json'), join(dir, nameOf(P)));
    expect(await refused()).toMatch(/found a symbolic link, expected a regular file/);
  });

  test('row 10: a symbolic link to a folder, to itself, and to nothing', async () => {
    await symlink(temporary.path, join(dir, 'up'));
    await symlink('loop', join(dir, 'loop'));
    await symlink('/nowhere/at/all', join(dir, 'gone.log'));
    expect((await refused()).match(/found a symbolic link/g)).toHaveLength(3);
  });

  test('row 10: a hard link', async () => {
    await writeFile(join(temporary.path, 'outside.json'), renderPart(P));
    await link(join(temporary.path, 'outside.json'), join(dir, nameOf(P)));
    expect(await refused()).toMatch(/found a file with 2 hard links, expected one/);
  });

  test('a pipe, without waiting at it', async () => {
    await promisify(execFile)('mkfifo', [join(dir, nameOf(P))]);
    expect(await refused()).toMatch(/found a device, pipe or socket/);
  });

  test('row 10: a name that is a way up on Windows', async () => {
    await put('..\\..\\evil.json', renderPart(P));
    expect(await refused()).toMatch(/found a name that could leave the folder/);
  });

  test('row 11: more files than its limit, told at once', async () => {
    for (let index = 0; index < 6; index += 1) await put(`${index}.log`, '');
    expect(await refusal(() => collectParts(dir, { ...DEFAULT_LIMITS, files: 5 }))).toMatchObject({
      code: 'TOO_MANY_FILES',
      message: expect.stringMatching(/holds more than 5 files and folders/),
    });
  });

  test('row 11: a file beyond the limit, which is not read', async () => {
    await put(nameOf(P), renderPart(P));
    expect(await refused({ ...DEFAULT_LIMITS, bytesPerFile: 100 })).toMatch(
      /found \d+ bytes, expected at most 100/,
    );
  });

  test('row 11: more bytes in all than the limit', async () => {
    await put(nameOf(P), renderPart(P));
    await put(nameOf(S), renderPart(S));
    expect(await refused({ ...DEFAULT_LIMITS, bytes: 2000 })).toMatch(
      /found more bytes in all files together/,
    );
  });

  test('row 11: more bytes in all than the limit, those of refused files among them', async () => {
    for (const name of ['a.json', 'b.json']) await put(name, `"${'x'.repeat(1500)}`);
    const message = await refused({ ...DEFAULT_LIMITS, bytes: 2000 });
    expect(message).toMatch(/a\.json": found JSON that ends[\s\S]*b\.json": found more bytes in all/);
  });

  test('row 11: more entries in all than the limit', async () => {
    await put(nameOf(P), renderPart(P));
    await put(nameOf(S), renderPart(S));
    expect(await refused({ ...DEFAULT_LIMITS, entries: 1 })).toMatch(/found 1 entries, expected at most 0/);
  });

  test('folders that do not end', async () => {
    await mkdir(join(dir, 'a/'.repeat(12)), { recursive: true });
    expect(await refused()).toMatch(/found a folder 9 levels down, expected at most 8/);
  });

  test('many mistakes, of which it shows twenty', async () => {
    for (let index = 10; index < 50; index += 1) await put(`${index}.json`, '');
    const message = await refused();
    expect(message.match(/found an empty file/g)).toHaveLength(20);
    expect(message).toMatch(/and 20 more$/);
  });

  test('nothing, since it is a file or not there', async () => {
    await put('file', '');
    for (const path of [join(dir, 'file'), join(dir, 'nowhere')]) {
      expect((await refusal(() => collectParts(path))).code).toBe('NO_PARTS_DIR');
    }
  });
});
