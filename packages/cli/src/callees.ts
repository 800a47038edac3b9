import { join } from 'node:path';
import {
  type CallJob,
  type Mistake,
  readCallee,
  refuse,
  suggestion,
  type Workflow,
  workflowMistakes,
} from '@gatehouse/workflow-kit';
import { readWorkflowFolder } from './workflow-folder.ts';

/** Where called workflows are looked for. */
export interface Neighbours {
  /** The workflows of the repository, as its sources say. */
  readonly workflows: readonly Workflow[];
  /** Absolute path of the folder with its workflow files, of which others than those may be called. */
  readonly folder: string;
  /** The library: `owner/name`, and its workflows. */
  readonly slug: string;
  readonly ofLibrary: () => Promise<readonly Workflow[]>;
}

/**
 * The workflows with what each call by a name or a path leads to, so that it is judged as the call of a source
 * is. Throws a `WorkflowError` for what is not there, and for what is handed over in the wrong way.
 */
export async function connectCalls(neighbours: Neighbours): Promise<readonly Workflow[]> {
  const { workflows } = neighbours;
  const kinds = new Set(workflows.flatMap(callsIn).map(({ calls }) => calls.kind));
  if (!kinds.has('own') && !kinds.has('reference')) return workflows;
  const known: Known = {
    ...neighbours,
    library: kinds.has('own') ? await neighbours.ofLibrary() : [],
    files: readWorkflowFolder(neighbours.folder),
    mistakes: [],
  };
  const connected = workflows.map((workflow) => connect(workflow, known, []));
  refuse([...known.mistakes, ...connected.flatMap(workflowMistakes)]);
  return connected;
}

interface Known extends Neighbours {
  readonly library: readonly Workflow[];
  /** Texts by name. */
  readonly files: ReadonlyMap<string, string>;
  /** What was found wrong so far. */
  readonly mistakes: Mistake[];
}

/** `trail` holds the files that lead to `workflow` and that no source makes. */
function connect(workflow: Workflow, known: Known, trail: readonly string[]): Workflow {
  const jobs = workflow.jobs.map((job) => (job.kind === 'call' ? connectJob(job, known, trail) : job));
  return { ...workflow, jobs };
}

function connectJob(job: CallJob, known: Known, trail: readonly string[]): CallJob {
  const { at, id, calls } = job;
  if (calls.kind === 'source') return job;
  const found = calls.kind === 'own' ? findOwn(calls.name, known) : findFile(calls.uses, job, known, trail);
  if (typeof found !== 'string')
    return found === undefined ? job : { ...job, calls: { ...calls, workflow: found } };
  known.mistakes.push({ at, message: `The job "${id}" calls ${found}` });
  return job;
}

/** The workflow of the library, or the end of a sentence about it. */
function findOwn(name: string, { library }: Known): Workflow | string {
  const callable = new Map(library.map((workflow) => [workflow.file.replace(/\.yml$/, ''), workflow]));
  return (
    callable.get(name) ??
    `"${name}", which is no workflow of the library.${suggestion(name, callable.keys())}`
  );
}

/** The workflow behind a path; `undefined` for one of another repository, of which nothing is known. */
function findFile(
  uses: string,
  { permissions }: CallJob,
  known: Known,
  trail: readonly string[],
): Workflow | string | undefined {
  const { workflows, files, folder, slug } = known;
  const [, repository = '', file = ''] =
    /^(\.|\$|[^/]+\/[^/]+)\/\.github\/workflows\/([^/@]+)(?:@.*)?$/.exec(uses) ?? [];
  if (repository.toLowerCase() === slug.toLowerCase()) {
    const name = file.replace(/\.ya?ml$/, '');
    return `a workflow of the library by its address, so nothing of the call is checked. Expected ownWorkflow("${name}").`;
  }
  if (repository !== '.' && repository !== '$') return undefined;
  const source = workflows.find((workflow) => workflow.file === file);
  if (source !== undefined) return source;
  const text = files.get(file);
  if (text === undefined) {
    const there = [...workflows.map((workflow) => workflow.file), ...files.keys()];
    return `${file}, but no source makes it, and there is no such file.${suggestion(file, new Set(there))}`;
  }
  if (trail.includes(file)) return `${file}, by which it is called; GitHub refuses circles.`;
  const read = readCallee({ file, path: join(folder, file), text }, permissions);
  return connect(read, known, [...trail, file]);
}

function callsIn({ jobs }: Workflow): readonly CallJob[] {
  return jobs.filter((job) => job.kind === 'call');
}
