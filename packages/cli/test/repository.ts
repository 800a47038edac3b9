import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '@gatehouse/process';
import { repositoryRoot } from '../../../tools/repository.ts';
import { gatehouse } from '../src/gatehouse.ts';

/** How a call of the command ended. */
export interface Called {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A repository of somebody who uses the library, on disk until it is disposed of. */
export interface Repository extends AsyncDisposable {
  readonly path: string;
  readonly write: (file: string, text: string) => Promise<void>;
  readonly read: (file: string) => Promise<string>;
  /** Replaces `text` in `file`. */
  readonly change: (file: string, text: string, by: string) => Promise<void>;
  /** Runs the command in a process of its own. */
  readonly gatehouse: (...argv: readonly string[]) => Promise<Called>;
  /** The same with more variables. */
  readonly gatehouseWith: (env: NodeJS.ProcessEnv, ...argv: readonly string[]) => Promise<Called>;
  /** Runs git there. */
  readonly git: (...args: readonly string[]) => Promise<Called>;
}

/** The entry of the command. */
export const MAIN = join(repositoryRoot, 'packages', 'cli', 'bin', 'gatehouse.cjs');

export const CHECKOUT = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
/** What a bot makes of {@link CHECKOUT}. */
export const BUMPED = `actions/checkout@${'a1'.repeat(20)} # v7.1.0`;

export const CATALOGUE_FILE = 'workflows-src/pins/action.yml';
export const CATALOGUE = `# The actions of others.
runs:
  using: composite
  steps:
    - uses: ${CHECKOUT}
    - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
`;

/** A source that exports the workflow `name` with one job. */
export const source = (name: string, command = 'npm test'): string => `
import { checkout, read, run, script, workflow } from '@gatehouse/workflow-kit';

export const exported = workflow({
  file: '${name}.yml',
  name: '${name}',
  description: 'Checks.',
  on: { push: {} },
  jobs: (build) => {
    build.job('check', {
      permissions: { contents: read('checks out') },
      runsOn: 'ubuntu-24.04',
      steps: [checkout(), run({ script: script\`${command}\` })],
    });
  },
});
`;

/** A repository with \`files\` on top of a catalogue of pins and two sources, \`ci\` and \`docs\`. */
export async function makeRepository(files: Readonly<Record<string, string>> = {}): Promise<Repository> {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'gatehouse-cli-')));
  await symlink(join(repositoryRoot, 'node_modules'), join(path, 'node_modules'));
  const repository = repositoryAt(path);
  const all = {
    'package.json': '{ "type": "module", "repository": "github:acme/widgets" }',
    [CATALOGUE_FILE]: CATALOGUE,
    'workflows-src/docs.ts': source('docs', 'make docs'),
    'workflows-src/ci.ts': source('ci'),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) await repository.write(file, text);
  return repository;
}

let made: Promise<Readonly<Record<string, string>>> | undefined;

/** {@link makeRepository} without more files, with its workflows as `gatehouse generate` has written them. */
export async function generatedRepository(): Promise<Repository> {
  made ??= generateOnce();
  return makeRepository(await made);
}

async function generateOnce(): Promise<Readonly<Record<string, string>>> {
  await using repository = await makeRepository();
  const { exitCode, stderr } = await repository.gatehouse('generate');
  if (exitCode !== 0) throw new Error(stderr);
  const files = ['.github/workflows/ci.yml', '.github/workflows/docs.yml'];
  const texts = await Promise.all(files.map(repository.read));
  return Object.fromEntries(files.map((file, index) => [file, texts[index] ?? '']));
}

/** The repository that stands in `path`. */
export function repositoryAt(path: string): Repository {
  const at = (file: string) => join(path, file);
  const read = (file: string) => readFile(at(file), 'utf8');
  const write = async (file: string, text: string) => {
    await mkdir(dirname(at(file)), { recursive: true });
    await writeFile(at(file), text);
  };
  const call = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    run({ command, args, cwd: path, timeoutMs: 60_000, env: { ...bare(path), ...env } });
  return {
    path,
    read,
    write,
    async change(file, text, by) {
      const before = await read(file);
      if (!before.includes(text)) throw new Error(`${file} holds no ${text}`);
      await write(file, before.replace(text, by));
    },
    gatehouse: (...argv) => call(process.execPath, [MAIN, ...argv]),
    gatehouseWith: (env, ...argv) => call(process.execPath, [MAIN, ...argv], env),
    git: (...args) => call('git', args),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

/** Runs the command in this process, for what loads no sources that change. */
export async function gatehouseHere(
  cwd: string,
  ...argv: readonly string[]
): Promise<Omit<Called, 'exitCode'> & { readonly exitCode: number }> {
  const written = { stdout: '', stderr: '' };
  const to = (stream: keyof typeof written) => (text: string) => {
    written[stream] += `${text}\n`;
  };
  const terminal = { out: to('stdout'), err: to('stderr'), paint: (_: unknown, text: string) => text };
  const exitCode = await gatehouse(argv, { cwd, env: bare(cwd), terminal });
  return { exitCode, ...written };
}

/** Nothing of this machine but where its programs are. */
function bare(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: '1', LANG: 'C.UTF-8' };
}
