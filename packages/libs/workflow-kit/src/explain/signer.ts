import type { Reached } from '../graph/index.ts';
import type { Workflow } from '../model/workflow.ts';
import type { Signer } from './explanation.ts';

/** The issuer of the tokens that github.com gives to jobs. */
const ISSUER = 'https://token.actions.githubusercontent.com';

/** Where the workflows of a run stand, each `owner/name`. */
export interface Homes {
  readonly slug: string;
  /** Of what is called as a workflow of the library. */
  readonly library: string;
}

/**
 * Those of `reached` that can sign. A caller names a release by its tag or its
 * commit, and the certificate repeats that; a run that starts by itself names its branch or tag.
 */
export function signersOf(reached: readonly Reached[], { slug, library }: Homes): readonly Signer[] {
  const once = new Map(reached.map((one) => [one.workflow, one]));
  return [...once.values()].flatMap(({ workflow, through }) => {
    const jobs = workflow.jobs.filter(
      (job) => job.kind === 'steps' && job.permissions.some(({ scope }) => scope === 'id-token'),
    );
    if (jobs.length === 0) return [];
    const home = through.some(({ job }) => job.calls.kind === 'own') ? library : slug;
    const path = `${home}/.github/workflows/${workflow.file}`;
    return [
      {
        workflow: workflow.file,
        jobs: jobs.map(({ id }) => id),
        identity: `^${escaped(`https://github.com/${path}`)}@(${refsOf(workflow)})$`,
        issuer: ISSUER,
        signerWorkflow: path,
      },
    ];
  });
}

function refsOf({ call, on }: Workflow): string {
  const called = call === undefined ? [] : ['refs/tags/v[0-9]+(\\.[0-9]+){0,2}', '[0-9a-f]{40}'];
  const started = Object.keys(on).length === 0 ? [] : ['refs/(heads|tags)/.+'];
  return [...called, ...started].join('|');
}

function escaped(text: string): string {
  return text.replace(/[.+*?()[\]{}|^$\\]/g, '\\$&');
}
