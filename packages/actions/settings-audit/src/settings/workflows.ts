import { quote } from '@gatehouse/action-kit';
import * as z from 'zod/mini';
import type { RepositoryAccess } from './access.ts';
import { type Look, mapLook, type NotFound, seen, settle } from './look.ts';
import type { WorkflowFile } from './seen.ts';

/** Imported this way, the parser stands in a chunk that only its users download and load. */
const { parse } = await import('yaml');

const FOLDER = '.github/workflows';
const CONTENTS = '/repos/{owner}/{repo}/contents/{path}';

/** GitHub gives no more entries of a folder than these, and does not say so. */
const MOST_ENTRIES = 1000;

const folderView = {
  answer: 'workflow files',
  schema: z.array(z.looseObject({ name: z.string() })),
  permission: 'Contents: read',
};
const fileView = { answer: 'workflow', schema: z.string(), permission: 'Contents: read' };

/** The names of the files in the folder of workflows, at the default branch. */
async function listFiles({
  client,
  looker,
  owner,
  repo,
}: RepositoryAccess): Promise<Look<readonly string[]>> {
  const ask = async () => {
    const found = await client.get(CONTENTS, { owner, repo, path: FOLDER }, { what: 'workflow files' });
    return Array.isArray(found) && found.length >= MOST_ENTRIES ? undefined : found;
  };
  const look = settle(await looker.look(ask, folderView), false);
  return mapLook(look, (files) => files.map(({ name }) => name));
}

/** Reads each workflow file of `wanted` at the default branch. */
export async function readWorkflows(
  wanted: readonly string[],
  access: RepositoryAccess,
): Promise<ReadonlyMap<string, Look<WorkflowFile>>> {
  const found = new Map<string, Look<WorkflowFile>>();
  let files: Look<readonly string[]> | undefined;
  for (const file of new Set(wanted)) {
    const look = await readWorkflow(file, access);
    if (look.kind === 'not-found') files ??= await listFiles(access);
    found.set(file, settle(look, files?.kind === 'seen' && !files.value.includes(file)));
  }
  return found;
}

const job = z.looseObject({
  environment: z.optional(z.union([z.string(), z.looseObject({ name: z.string() })])),
  uses: z.optional(z.string()),
});
const workflow = z.looseObject({ jobs: z.record(z.string(), job) });

async function readWorkflow(
  file: string,
  { client, looker, owner, repo }: RepositoryAccess,
): Promise<Look<WorkflowFile> | NotFound> {
  const options = { what: `workflow ${quote(file)}`, accept: 'application/vnd.github.raw+json' };
  const ask = () => client.getText(CONTENTS, { owner, repo, path: `${FOLDER}/${file}` }, options);
  const look = await looker.look(ask, fileView);
  return look.kind === 'seen' ? workflowOf(look.value) : look;
}

function workflowOf(source: string): Look<WorkflowFile> {
  const parsed = z.safeParse(workflow, readYaml(source));
  if (!parsed.success) {
    return { kind: 'hidden', why: 'The file is no workflow that can be read.', todo: 'Correct the file.' };
  }
  const jobs = Object.values(parsed.data.jobs);
  const names = jobs.flatMap(({ environment }) =>
    environment === undefined ? [] : [typeof environment === 'string' ? environment : environment.name],
  );
  return seen({
    environments: names.map((name) => (name.includes('${{') ? undefined : name)),
    calls: jobs.some(({ uses }) => uses !== undefined),
  });
}

function readYaml(text: string): unknown {
  try {
    // A warning would show lines of the file, of which one may be a command to the runner.
    return parse(text, { schema: 'failsafe', maxAliasCount: 20, logLevel: 'error' });
  } catch {
    return undefined;
  }
}
