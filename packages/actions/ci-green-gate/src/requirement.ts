import { ActionError, quote } from '@gatehouse/action-kit';
import { BRANCH, readBranch } from './forms.ts';

/** Imported this way, the parser stands in a chunk that only its users download and load. */
const { parse } = await import('yaml');

/** A workflow that must be green, as its user wrote it. */
export interface WantedWorkflow {
  /** The path in the repository, `.github/workflows/ci.yml`. */
  readonly path: string;
  /** The events whose runs count; never empty. */
  readonly events: readonly string[];
  /** The branch whose runs count; `undefined` for that of the whole gate. */
  readonly branch: string | undefined;
  /** Jobs that must have passed within the run; `test` means `test (3.9)` and `test / unit` as well. */
  readonly jobs: readonly string[];
  /** Whether it may have no run at all. A run that is there must be green all the same. */
  readonly optional: boolean;
}

/** A required workflow whose branch is known. */
export interface Requirement extends WantedWorkflow {
  readonly branch: string;
}

const KEYS = ['file', 'events', 'jobs', 'optional', 'branch'];
const MOST_WORKFLOWS = 100;
const FOLDER = '.github/workflows/';

/** Reads the YAML list of required workflows; `events` is for those that name none. Fails with `INVALID_WORKFLOWS`. */
export function parseWorkflows(text: string, events: readonly string[]): readonly WantedWorkflow[] {
  const list = readYaml(text);
  if (!Array.isArray(list) || list.length === 0 || list.length > MOST_WORKFLOWS) {
    throw invalid(`found ${quote(list)}, expected a YAML list of 1 to ${MOST_WORKFLOWS} workflow files.`);
  }
  const wanted = list.map((item: unknown, at) => readItem(item, `workflow ${at + 1}`, events));
  const paths = wanted.map(({ path }) => path);
  const twice = paths.find((path, at) => paths.indexOf(path) !== at);
  if (twice !== undefined) throw invalid(`found ${quote(twice)} twice, expected each file once.`);
  return wanted;
}

function readYaml(text: string): unknown {
  try {
    // Every scalar is the text that it is: a job may be called 3.10.
    return parse(text, { schema: 'failsafe', maxAliasCount: 20, logLevel: 'error' });
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw invalid(`this is no valid YAML: ${quote(first)}.`);
  }
}

function readItem(item: unknown, where: string, events: readonly string[]): WantedWorkflow {
  const fields = typeof item === 'string' ? { file: item } : item;
  if (fields === null || typeof fields !== 'object' || Array.isArray(fields)) {
    throw invalid(`${where}: found ${quote(item)}, expected a file name or a mapping of ${KEYS.join(', ')}.`);
  }
  const unknown = Object.keys(fields).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) {
    throw invalid(`${where}: found the key ${quote(unknown)}, expected ${KEYS.join(', ')}.`);
  }
  const { file, branch, optional = 'false', ...lists } = fields as Record<string, unknown>;
  const path = readPath(file, where);
  if (optional !== 'true' && optional !== 'false') {
    throw invalid(`${where}: found optional ${quote(optional)}, expected true or false.`);
  }
  return {
    path,
    branch: branch === undefined ? undefined : branchOf(branch, where),
    optional: optional === 'true',
    jobs: readList(lists.jobs, /\S/, `${where}: jobs`, 'the name of a job') ?? [],
    events:
      readList(lists.events, /^[a-z_]+$/, `${where}: events`, 'the name of an event such as push') ??
      (path.startsWith('dynamic/') ? ['dynamic'] : events),
  };
}

function readPath(file: unknown, where: string): string {
  const text = oneText(file, /\S/, `${where}: file`, 'a name such as ci.yml');
  // The code scanning that GitHub sets up by itself has no file: `dynamic/github-code-scanning/codeql`.
  if (/^dynamic\/[\w-]+\/[\w-]+$/.test(text)) return text;
  const name = text.startsWith(FOLDER) ? text.slice(FOLDER.length) : text;
  // Neither a line's end nor the older mark of a command to the runner: the name stands in the log.
  if (/^[^/\\\p{Cc}]+\.ya?ml$/u.test(name) && !name.includes('##[')) return FOLDER + name;
  throw invalid(`${where}: found the file ${quote(text)}, expected a name such as ci.yml.`);
}

function branchOf(branch: unknown, where: string): string {
  const name = readBranch(oneText(branch, /\S/, `${where}: branch`, BRANCH));
  if (name !== undefined) return name;
  throw invalid(`${where}: branch: found ${quote(branch)}, expected ${BRANCH}.`);
}

function readList(
  value: unknown,
  form: RegExp,
  where: string,
  wanted: string,
): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) throw invalid(`${where}: found an empty list, expected ${wanted}.`);
  return [...new Set(items.map((item) => oneText(item, form, where, wanted)))];
}

function oneText(value: unknown, form: RegExp, where: string, wanted: string): string {
  if (typeof value === 'string' && form.test(value)) return value.trim();
  throw invalid(`${where}: found ${value === undefined ? 'nothing' : quote(value)}, expected ${wanted}.`);
}

function invalid(message: string): ActionError<'INVALID_WORKFLOWS'> {
  return new ActionError({ code: 'INVALID_WORKFLOWS', message });
}
