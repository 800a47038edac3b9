import { quote } from '@gatehouse/action-kit';
import { BRANCH, readBranch } from '../forms.ts';
import { choiceOf, listItems, oneText, readFields, textList, wrong } from '../wanted-list.ts';
import { pathText, readWorkflowPath, WORKFLOW_PATH, type WorkflowPath } from './path.ts';
import type { WantedWorkflow } from './requirement.ts';

const KEYS = ['file', 'events', 'jobs', 'when', 'optional', 'branch'];

/** Reads the YAML list of required workflows; `events` is for those that name none. Fails with `INVALID_WANTED`. */
export function parseWorkflows(text: string, events: readonly string[]): readonly WantedWorkflow[] {
  const wanted = listItems(text, 'workflow files').map((item, at) =>
    readItem(typeof item === 'string' ? { file: item } : item, `workflow ${at + 1}`, events),
  );
  const paths = wanted.map(({ path }) => pathText(path));
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== undefined) throw wrong(`found ${quote(twice)} twice, expected each file once.`);
  return wanted;
}

function readItem(item: unknown, where: string, events: readonly string[]): WantedWorkflow {
  const fields = readFields(item, KEYS, where);
  const path = readPath(fields.file, where);
  const jobs = textList(fields.jobs, /\S/, `${where}: jobs`, 'the name of a job') ?? [];
  const when = choiceOf(fields.when, ['run', 'job'], `${where}: when`);
  if (when === 'job' && jobs.length === 0) {
    throw wrong(
      `${where}: found "when: job" without "jobs", expected the names of the jobs that may count early.`,
    );
  }
  return {
    path,
    branch: fields.branch === undefined ? undefined : branchOf(fields.branch, where),
    optional: choiceOf(fields.optional, ['false', 'true'], `${where}: optional`) === 'true',
    jobs,
    when,
    events:
      textList(fields.events, /^[a-z_]+$/, `${where}: events`, 'the name of an event such as push') ??
      (path.path.startsWith('dynamic/') ? ['dynamic'] : events),
  };
}

function readPath(file: unknown, where: string): WorkflowPath {
  const text = oneText(file, /\S/, `${where}: file`, WORKFLOW_PATH);
  const path = readWorkflowPath(text);
  if (path !== undefined) return path;
  throw wrong(`${where}: found the file ${quote(text)}, expected ${WORKFLOW_PATH}.`);
}

function branchOf(branch: unknown, where: string): string {
  const name = readBranch(oneText(branch, /\S/, `${where}: branch`, BRANCH));
  if (name !== undefined) return name;
  throw wrong(`${where}: branch: found ${quote(branch)}, expected ${BRANCH}.`);
}
