import { execFile, spawn } from 'node:child_process';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../src/index.ts';
import { type ArtifactService, startArtifactService } from './artifact-service.ts';
import { makeZip, type ZipInput } from './make-zip.ts';
import { collectParts, renderPart, sampleEntry, samplePart, temporaryFolder, writePart } from './sample.ts';

const TOKEN = `x.${Buffer.from(JSON.stringify({ scp: 'Actions.Results:run:job' })).toString('base64url')}.x`;

/** A process with the environment of a runner that does what it is told, and what it wrote to its log. */
function startRunner(service: ArtifactService, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'transport-process.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      PATH: process.env.PATH,
      GITHUB_SERVER_URL: 'https://github.com',
      ACTIONS_RESULTS_URL: service.url,
      ACTIONS_RUNTIME_TOKEN: TOKEN,
      ...env,
    },
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    lines,
    async call(request: object): Promise<Record<string, unknown>> {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      for (;;) {
        const { value = 'RESULT {"bug":"the process ended"}' } = await output.next();
        lines.push(value);
        if (value.startsWith('RESULT ')) return JSON.parse(value.slice('RESULT '.length));
      }
    },
    async end() {
      child.stdin.end();
      await new Promise((resolve) => (child.exitCode === null ? child.once('exit', resolve) : resolve(0)));
    },
  };
}

let service: ArtifactService;
let runner: ReturnType<typeof startRunner>;
let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let dir: string;

beforeAll(async () => {
  service = await startArtifactService();
  runner = startRunner(service);
});
afterAll(async () => {
  await runner.end();
  await service[Symbol.asyncDispose]();
});
beforeEach(async () => {
  service.artifacts.clear();
  service.broken.clear();
  service.refusals.clear();
  service.silent.clear();
  service.calls.length = 0;
  temporary = await temporaryFolder();
  dir = join(temporary.path, 'parts');
});
afterEach(() => temporary[Symbol.asyncDispose]());

const upload = async (version: string, attempt = 1, options = {}) => {
  const part = samplePart({ entries: [sampleEntry(version)], attempt });
  const out = join(temporary.path, `${version}-${attempt}`);
  await mkdir(out, { recursive: true });
  return { part, result: await runner.call({ upload: await writePart(part, out), options }) };
};
const download = (options = {}) => runner.call({ download: dir, options });
const store = (files: readonly ZipInput[], told = {}) =>
  service.artifacts.set(7, { name: 'manifest-part--x--1', bytes: makeZip(files), told });

describe('parts travel', () => {
  test('as artifacts of the run: every attempt, each in a folder of its own', async () => {
    const one = await upload('3.14.2');
    const two = await upload('3.14.2', 2, { retentionDays: 1 });
    const three = await upload('3.14.3');
    expect(two.result).toMatchObject({
      name: 'manifest-part--3.14.2_linux_24.04_ppc64le--2',
      id: 9998,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    service.artifacts.set(1, { name: 'trivy-reports', bytes: makeZip([{ name: 'a.json', data: '{}' }]) });
    expect(await download()).toHaveLength(3);
    expect((await readdir(dir)).toSorted()).toEqual(['artifact-9997', 'artifact-9998', 'artifact-9999']);
    const { parts } = await collectParts(dir);
    expect(parts.map(({ part }) => part)).toEqual([three.part, two.part, one.part]);
  });

  test('with a clear refusal of a second part of one key in one attempt', async () => {
    await upload('3.13.1');
    expect((await upload('3.13.1').catch((thrown) => ({ result: thrown }))).result).toMatchObject({
      code: 'EEXIST',
    });
    const again = join(temporary.path, 'again');
    await mkdir(again);
    const written = await writePart(samplePart({ entries: [sampleEntry('3.13.1')] }), again);
    expect(await runner.call({ upload: written })).toMatchObject({
      code: 'PART_EXISTS',
      message: expect.stringContaining(
        'already has the artifact "manifest-part--3.13.1_linux_24.04_ppc64le--1"',
      ),
      hint: 'Give each leg of the matrix a key of its own.',
    });
  });

  test('with reports beside them in one artifact, and bare', async () => {
    const part = renderPart(samplePart());
    store([
      { name: 'reports/trivy.json', data: '{}' },
      { name: 'p.json', data: part, stored: true },
    ]);
    service.artifacts.set(8, {
      name: 'manifest-part--bare.json',
      bytes: Buffer.from(renderPart(samplePart({ attempt: 2 }))),
    });
    await download();
    expect(await readdir(join(dir, 'artifact-7'), { recursive: true })).toEqual(
      expect.arrayContaining(['p.json', join('reports', 'trivy.json')]),
    );
    expect(await readFile(join(dir, 'artifact-7', 'p.json'), 'utf8')).toBe(part);
    expect(await readdir(join(dir, 'artifact-8'))).toEqual(['manifest-part--bare.json']);
  });

  test('not at all where there are none', async () => {
    expect(await download()).toEqual([]);
  });

  test('over a connection that breaks twice', async () => {
    service.broken.set('ListArtifacts', 2);
    expect(await download()).toEqual([]);
    expect(service.calls).toEqual(['ListArtifacts', 'ListArtifacts', 'ListArtifacts']);
  });

  test('M9: past a server in between that refuses a listing, a download and an upload', async () => {
    const refusal = [403, 'Error from intermediary with HTTP status code 403 "Forbidden"'] as const;
    for (const call of ['CreateArtifact', 'ListArtifacts', 'GetSignedArtifactURL']) {
      service.refusals.set(call, [refusal]);
    }
    await upload('3.11.1');
    expect(await download()).toHaveLength(1);
    expect(service.calls.filter((call) => /^(Create|List|GetSigned)/.test(call)).slice(0, 4)).toEqual([
      'CreateArtifact',
      'CreateArtifact',
      'ListArtifacts',
      'ListArtifacts',
    ]);
    expect(runner.lines.join('\n')).toContain('the list of artifacts: http-403');
  });

  test('M9: but not past a refusal of the token', async () => {
    service.refusals.set('ListArtifacts', [[403, 'token has no permission for this run']]);
    expect(await download()).toMatchObject({
      code: 'PART_DOWNLOAD_FAILED',
      message: expect.stringContaining('token has no permission for this run'),
    });
    expect(service.calls).toEqual(['ListArtifacts']);
  });

  test('without the token or a signature in the log', async () => {
    await upload('3.12.1');
    await download();
    const masks = runner.lines
      .filter((line) => line.startsWith('::add-mask::'))
      .map((line) => line.slice(12));
    const shown = runner.lines.filter((line) => !line.startsWith('::add-mask::')).join('\n');
    expect(shown).toContain('Uploading artifact: manifest-part--3.12.1');
    expect(shown).not.toContain(TOKEN);
    // The client itself tells the runner to hide the signatures of its addresses.
    expect(masks).toContain('5ignature');
  });
});

describe('a download fails', () => {
  const fails = async (message: RegExp, options = {}) => {
    expect(await download(options)).toMatchObject({
      code: 'PART_DOWNLOAD_FAILED',
      message: expect.stringMatching(message),
    });
  };

  test('for a digest that differs, before anything is unpacked', async () => {
    store([{ name: 'p.json', data: '{}' }], { digest: `sha256:${'0'.repeat(64)}` });
    await fails(/artifact 7.* its digest is sha256:[0-9a-f]{64}, expected "sha256:0{64}" as uploaded/);
    expect(await readdir(dir)).toEqual([]);
  });

  test('for an artifact that cannot be had, within its time', async () => {
    service.artifacts.set(7, { name: 'manifest-part--x--1', bytes: Buffer.alloc(0) });
    service.broken.set('GetSignedArtifactURL', 99);
    await fails(/Gave up after \d attempts? .*ECONNRESET/, { deadline: 300 });
  });

  test.each([['ListArtifacts'], ['GetSignedArtifactURL'], ['GET']])(
    'H3: at its deadline for a service that never answers to %s',
    async (call) => {
      store([{ name: 'p.json', data: '{}' }]);
      service.silent.add(call);
      // The download and the request inside it have one deadline; either may be the first to say so.
      await fails(/not done after 0\.3 s|Gave up after 1 attempt/, { deadline: 300 });
    },
    5000,
  );

  test('for more or larger artifacts than the limits, before any is downloaded', async () => {
    store([], { size: 2 ** 30 });
    await fails(/"manifest-part--x--1" has 1073741824 bytes, expected at most/);
    await fails(/found 1 of them, expected at most 0/, { limits: { ...DEFAULT_LIMITS, files: 0 } });
    expect(service.calls).toEqual(['ListArtifacts', 'ListArtifacts']);
  });

  test.each<readonly [string, readonly ZipInput[], RegExp]>([
    ['a way up', [{ name: '../evil.json', data: '{}' }], /holds a file "\.\.", expected a plain name/],
    ['a way up on Windows', [{ name: '..\\evil.json', data: '{}' }], /expected a plain name/],
    ['an absolute path', [{ name: '/tmp/evil.json', data: '{}' }], /holds a file "", expected a plain name/],
    ['a drive', [{ name: 'C:evil.json', data: '{}' }], /expected a plain name/],
    ['a link', [{ name: 'p.json', data: '/etc/passwd', mode: 0o120777 }], /"p\.json" in it is a link/],
    [
      'one file twice',
      [
        { name: 'p.json', data: '1' },
        { name: 'P.json', data: '2' },
      ],
      /holds "P\.json" twice/,
    ],
    ['an encrypted file', [{ name: 'p.json', data: '1', encrypted: true }], /is encrypted/],
    ['a file larger than the limit', [{ name: 'p.json', data: '', size: 2 ** 24 }], /unpacks to more than/],
    [
      'a bomb that lies about its size',
      [{ name: 'p.json', data: Buffer.alloc(2 ** 24), size: 10 }],
      /could not be downloaded/,
    ],
  ])('row 10: for an archive with %s', async (_name, files, message) => {
    store(files);
    await fails(message);
    expect(await readdir(temporary.path)).toEqual(['parts']);
  });
});

test('the artifact client is loaded by those alone who use it', async () => {
  const index = new URL('../src/index.ts', import.meta.url);
  const script = `
    import { registerHooks } from 'node:module';
    const seen = [];
    registerHooks({ resolve: (name, context, next) => (seen.push(name), next(name, context)) });
    const { downloadParts } = await import('${index}');
    const before = seen.includes('@actions/artifact');
    await downloadParts('x', { log: { info() {} } }).catch(() => undefined);
    console.log([before, seen.includes('@actions/artifact')].join());`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env: {} });
  expect((await run).stdout.trim().split('\n').at(-1)).toBe('false,true');
});

describe('outside of a run', () => {
  test.each([
    [
      'without a token',
      { ACTIONS_RUNTIME_TOKEN: '' },
      /ACTIONS_RUNTIME_TOKEN/,
      /Outside of a workflow run .* "upload: false"/,
    ],
    [
      'on a server without such artifacts',
      { GITHUB_SERVER_URL: 'https://git.example.com' },
      /GHES/,
      /"upload: false"/,
    ],
  ])('%s an upload says so', async (_name, env, message, hint) => {
    const elsewhere = startRunner(service, env);
    const written = await writePart(samplePart(), temporary.path);
    expect(await elsewhere.call({ upload: written })).toMatchObject({
      code: 'PART_UPLOAD_FAILED',
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
    await elsewhere.end();
  });
});
