/** Where a required workflow is defined. */
export type WorkflowPath =
  /** `.github/workflows/ci.yml` of the repository itself, or `dynamic/…` of GitHub's own. */
  | { readonly kind: 'own'; readonly path: string }
  /** A workflow that an organization requires, defined in another repository. */
  | {
      readonly kind: 'organization';
      /** `owner/name/.github/workflows/ci.yml`. */
      readonly path: string;
      /** The ref that it must come from; any when `undefined`. */
      readonly ref: string | undefined;
    };

const FOLDER = '.github/workflows/';
/** Neither a line's end nor the older mark of a command to the runner: the name is shown in the log. */
const FILE = /^[^/\\\p{Cc}]+\.ya?ml$/u;
const ORGANIZATION =
  /^([\w.-]+\/[\w.-]+\/\.github\/workflows\/)([^/\\@\p{Cc}]+\.ya?ml)(?:@([^\s\p{Cc}]+))?$/u;

/** What {@link readWorkflowPath} takes, for messages. */
export const WORKFLOW_PATH = 'a name such as ci.yml, or owner/name/.github/workflows/ci.yml';

/** Reads a path as users write it; `undefined` when it is not one. */
export function readWorkflowPath(text: string): WorkflowPath | undefined {
  if (text.includes('##[')) return undefined;
  // The code scanning that GitHub sets up by itself has no file: `dynamic/github-code-scanning/codeql`.
  if (/^dynamic\/[\w-]+\/[\w-]+$/.test(text)) return { kind: 'own', path: text };
  const [, folder, file, ref] = ORGANIZATION.exec(text) ?? [];
  if (folder !== undefined) return { kind: 'organization', path: folder + file, ref };
  const name = text.startsWith(FOLDER) ? text.slice(FOLDER.length) : text;
  return FILE.test(name) ? { kind: 'own', path: FOLDER + name } : undefined;
}

/** The path as its user would write it, in full. */
export function pathText(wanted: WorkflowPath): string {
  return wanted.kind === 'organization' && wanted.ref !== undefined
    ? `${wanted.path}@${wanted.ref}`
    : wanted.path;
}

/** `ci.yml` for messages. */
export function fileName(wanted: WorkflowPath): string {
  return pathText(wanted).replace(/^\.github\/workflows\//, '');
}

/**
 * Whether a run with this `path` on this `branch` is one of the workflow. GitHub's API gives the path alone;
 * its documentation also shows `path@ref`. The ref must be the run's own, and may not look like the end of a
 * file name: `ci.yml@x.yml` is a file that anyone who may push can add, and its runs are not those of ci.yml.
 */
export function isRunOf(wanted: WorkflowPath, path: string, branch: string | null): boolean {
  if (path === wanted.path) return wanted.kind === 'own' || wanted.ref === undefined;
  const ref = path.startsWith(`${wanted.path}@`) ? path.slice(wanted.path.length + 1) : undefined;
  if (ref === undefined || /\.ya?ml$/i.test(ref)) return false;
  switch (wanted.kind) {
    case 'own':
      return branch !== null && [branch, `refs/heads/${branch}`, `refs/tags/${branch}`].includes(ref);
    case 'organization':
      // The ref is one of the other repository, whatever branch the run is for.
      return wanted.ref === undefined || shortRef(ref) === shortRef(wanted.ref);
    default:
      return wanted satisfies never;
  }
}

function shortRef(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
