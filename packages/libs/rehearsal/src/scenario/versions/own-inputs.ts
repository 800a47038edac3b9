import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { quote } from '@gatehouse/action-kit';
import { readActionDefinition } from '../../action-definition.ts';
import { runBuiltAction } from '../../built-action.ts';
import type { ActionLibrary } from '../../engine/workflow-run.ts';
import { makeTemporaryFolder } from '../../temporary-folder.ts';

/** An input as the user's workflow gives it. */
export interface OwnInput {
  readonly value: string;
  /** `file:line`. */
  readonly place: string;
}

/** A call of version-manifests.yml, or the steps that are written out in its place. */
export interface OwnInputs {
  /** Where the call is. */
  readonly place: string;
  /** Those with a plain value, by their names; what an expression gives only the run knows. */
  readonly inputs: Readonly<Record<string, OwnInput>>;
  /** The actions that read them. */
  readonly readers: readonly string[];
  /** The build script where the workflow names none; absent where it is not known. */
  readonly usualScript?: string;
}

/** What {@link checkOwnInputs} needs. */
export interface CheckDeps {
  /** The user's repository. */
  readonly root: string;
  readonly library: ActionLibrary;
  /** Path of a manifest in the place of upstream's, which is out of reach. */
  readonly upstream: string;
}

/** A mistake in an input. */
export interface InputProblem {
  /** `file:line`. */
  readonly place: string;
  readonly message: string;
}

/**
 * Mistakes in the inputs of the user's own workflow, whatever a scenario replaces. The built actions read
 * them, so that the same code judges them as on GitHub; the files that they name must be there.
 */
export async function checkOwnInputs(own: OwnInputs, deps: CheckDeps): Promise<readonly InputProblem[]> {
  const folder = await makeTemporaryFolder('inputs');
  try {
    const parts = join(folder, 'parts');
    await mkdir(parts);
    const selecting = { 'upstream-manifest': deps.upstream, published: '' };
    const merging = {
      ...{ 'parts-dir': parts, 'allow-empty': 'true', expected: '', unexpected: 'take' },
      ...{
        released: 'ignore',
        writer: 'none',
        'dry-run': 'true',
        directory: deps.root,
        'upstream-manifest': '',
      },
    };
    return [
      ...fileProblems(own, deps.root),
      ...(await problemsOf('select-versions', selecting, own, deps, folder)),
      ...(await problemsOf('manifest-merge', merging, own, deps, folder)),
    ].filter(({ message }, at, all) => all.findIndex((one) => one.message === message) === at);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function fileProblems({ inputs, place, usualScript }: OwnInputs, root: string): readonly InputProblem[] {
  const script = inputs['build-script'] ?? (usualScript && { value: usualScript, place });
  const named = [
    ...(script ? [{ name: 'build-script', ...script }] : []),
    ...(inputs['filter-file']?.value ? [{ name: 'filter-file', ...inputs['filter-file'] }] : []),
  ];
  return named.flatMap(({ name, value, place: at }) => {
    const path = resolve(root, value);
    if (!path.startsWith(root + sep) || !existsSync(path) || !statSync(path).isFile()) {
      return [{ place: at, message: `${name}: found no file ${quote(value)} in the repository` }];
    }
    if (readFileSync(path, 'utf8').trim() !== '') return [];
    return [{ place: at, message: `${name}: the file ${quote(value)} is empty` }];
  });
}

/** Each mistake, one after the other: the action is asked again without the input that it refused. */
async function problemsOf(
  action: string,
  fixed: Readonly<Record<string, string>>,
  own: OwnInputs,
  { root, library }: CheckDeps,
  temp: string,
): Promise<readonly InputProblem[]> {
  if (!own.readers.includes(action)) return [];
  const folder = join(library.folder, action);
  const { defaults } = await readActionDefinition(folder);
  const problems: InputProblem[] = [];
  const left = new Map(Object.entries(own.inputs).filter(([name]) => defaults.has(name)));
  while (left.size > 0) {
    const given = Object.fromEntries([...left].map(([name, { value }]) => [name, value]));
    const { exitCode, annotations, log } = await runBuiltAction({
      folder,
      inputs: { ...given, ...fixed },
      env: environment(root, temp),
      token: 'ghs_rehearsal_inputs',
      timeoutMs: 60_000,
    });
    if (exitCode === 0) return problems;
    const said = annotations.find(({ level }) => level === 'error')?.message ?? log;
    const [first = ''] = said.split('\n');
    const refused = [...left].find(
      ([name, { value }]) => first.includes(name) || first.includes(quote(value)),
    );
    // Without an input that it needs, the action can only complain of that.
    if (refused === undefined && problems.length > 0) return problems;
    const message = refused === undefined || first.startsWith(refused[0]) ? first : `${refused[0]}: ${first}`;
    problems.push({ place: refused?.[1].place ?? own.place, message });
    if (refused === undefined) return problems;
    left.delete(refused[0]);
  }
  return problems;
}

/** What the actions read of a run before they look at anything else. */
function environment(root: string, temp: string): Readonly<Record<string, string>> {
  return {
    GITHUB_WORKSPACE: root,
    GITHUB_REPOSITORY: 'local/repository',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_SHA: '0'.repeat(40),
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'inputs',
    GITHUB_ACTOR: 'local',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_SERVER_URL: 'https://github.com',
    // Nothing is asked of it; nothing could answer.
    GITHUB_API_URL: 'http://127.0.0.1:9',
    RUNNER_TEMP: temp,
  };
}
