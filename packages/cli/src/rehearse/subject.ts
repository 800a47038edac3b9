import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { quote } from '@gatehouse/action-kit/quote';
import { type ExpectedFile, suggestion } from '@gatehouse/workflow-kit';
import { usageError } from '../failure.ts';
import { loadLibrary } from '../library.ts';
import { type Project, renderProject } from '../project.ts';
import { findCheckout, home, librarySlug, WORKFLOWS } from '../repository.ts';
import { readWorkflowFolder } from '../workflow-folder.ts';
import { readShape, type Shape } from './shape.ts';

/** What stands behind the @ of the library's actions on the stage. */
const STAGE_REF = 'stage';

/** The library as the stage sees it. */
export interface Library {
  readonly slug: string;
  readonly project: Project;
  /** Its workflows by file, rendered for the stage. */
  readonly workflows: ReadonlyMap<string, string>;
}

/** The workflow that is rehearsed. */
export interface Subject {
  /** `library`: one of its own, as its sources say; `own`: a file of the user's repository. */
  readonly origin: 'library' | 'own';
  /** The root of the repository that it stands in. */
  readonly root: string;
  readonly main: Shape;
  /** Files of the same repository that its jobs call, by file. */
  readonly called: ReadonlyMap<string, Shape>;
  readonly library: Library;
}

/** The library, rendered. */
export async function loadStageLibrary(): Promise<Library> {
  const project = await loadLibrary();
  const slug = librarySlug();
  const files = renderProject(project, { kind: 'stage', slug, ref: STAGE_REF });
  return { slug, project, workflows: new Map(files.map(({ file, text }: ExpectedFile) => [file, text])) };
}

/**
 * The workflow that `name` means: a path, else a file of the repository around `cwd`, else a workflow of
 * the library. In the library's own repository its sources count, not its files.
 */
export function findSubject(name: string, cwd: string, library: Library): Subject {
  if (/[\\/].*\.ya?ml$/.test(name)) return subjectAt(resolve(cwd, name), library);
  const root = findCheckout(cwd);
  const folder = join(root, WORKFLOWS);
  const own = root === home ? [] : [...readWorkflowFolder(folder).keys()];
  const wanted = plain(name);
  const mine = own.find((file) => plain(file) === wanted);
  if (mine !== undefined) return ownSubject(root, join(folder, mine), library);
  const files = [...library.workflows.keys()];
  const theirs = files.find((file) => plain(file) === wanted);
  if (theirs !== undefined) return librarySubject(theirs, root, library);
  const known = [...new Set([...own, ...files].map(plain))];
  const where = root === home ? 'the library' : `${folder} and in the library`;
  throw usageError(
    `There is no workflow ${quote(name)} in ${where}.${suggestion(wanted, known)}`,
    'rehearse',
  );
}

function subjectAt(path: string, library: Library): Subject {
  if (!existsSync(path)) throw usageError(`There is no file ${path}.`, 'rehearse');
  const root = findCheckout(dirname(path));
  const file = basename(path);
  if (root === home && library.workflows.has(file)) return librarySubject(file, root, library);
  if (dirname(path) === join(root, WORKFLOWS)) return ownSubject(root, path, library);
  throw usageError(
    `${path} does not stand in ${WORKFLOWS} of its repository, where GitHub looks for workflows.`,
    'rehearse',
  );
}

function librarySubject(file: string, root: string, library: Library): Subject {
  const text = library.workflows.get(file) ?? '';
  const main = readShape({ file, path: file, text });
  return { origin: 'library', root, main, called: new Map(), library };
}

function ownSubject(root: string, path: string, library: Library): Subject {
  const read = (at: string) =>
    readShape({
      file: basename(at),
      path: relative(root, at).split(sep).join('/'),
      text: readFileSync(at, 'utf8'),
    });
  const main = read(path);
  const called = main.jobs.flatMap(({ calls }) => localFile(calls?.text) ?? []);
  const there = [...new Set(called)]
    .map((file) => join(root, WORKFLOWS, file))
    .filter((at) => existsSync(at));
  return {
    origin: 'own',
    root,
    main,
    called: new Map(there.map((at) => [basename(at), read(at)])),
    library,
  };
}

/** The file that a call within a repository means; `undefined` for a call of another one. */
export function localFile(calls: string | undefined): string | undefined {
  return /^(?:\.|\$)\/\.github\/workflows\/([^/@]+)$/.exec(calls ?? '')?.[1];
}

/** The file of the library that a call from another repository means. */
export function libraryFile(calls: string | undefined, { slug, workflows }: Library): string | undefined {
  const [, repository, file] = /^([^/]+\/[^/]+)\/\.github\/workflows\/([^/@]+)@\S+$/.exec(calls ?? '') ?? [];
  return repository === slug && file !== undefined && workflows.has(file) ? file : undefined;
}

function plain(name: string): string {
  return name.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
}
