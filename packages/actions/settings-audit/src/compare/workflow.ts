import { quote } from '@gatehouse/action-kit';
import type { Expected } from '../expectation/expected.ts';
import type { Look } from '../settings/look.ts';
import type { WorkflowFile } from '../settings/seen.ts';
import {
  type Finding,
  fail,
  finding,
  type Judged,
  judgeLook,
  listed,
  pass,
  type Subject,
  unknown,
} from './finding.ts';

/** The environments that each workflow must have jobs in: as declared, and as trusted publishers name them. */
export function environmentsByWorkflow({
  workflows,
  publishers,
}: Expected): ReadonlyMap<string, readonly string[]> {
  const wanted = new Map<string, readonly string[]>();
  const add = (file: string, names: readonly string[]) =>
    wanted.set(file, [...new Set([...(wanted.get(file) ?? []), ...names])]);
  for (const { file, environments } of workflows) add(file, environments);
  for (const { workflow, environment } of publishers)
    add(workflow, environment === undefined ? [] : [environment]);
  return wanted;
}

/** Compares a workflow on the default branch: it is there, and has jobs in the environments. */
export function compareWorkflow(
  file: string,
  environments: readonly string[],
  look: Look<WorkflowFile>,
  repositoryPage: string,
): readonly Finding[] {
  const subject: Subject = {
    id: `workflows/${file}`,
    name: `workflow ${quote(file)}`,
    page: `${repositoryPage}/blob/HEAD/.github/workflows/${encodeURIComponent(file)}`,
  };
  const there = judgeLook(
    look,
    () => pass('on the default branch'),
    fail(
      'no such file on the default branch',
      'Restore it, or change the records of trusted publishers that name it.',
    ),
  );
  return [
    finding(subject, 'exists', 'on the default branch', there),
    ...(look.kind === 'seen'
      ? environments.map((name) =>
          finding(subject, `environment/${name}`, `a job in ${quote(name)}`, judge(name, look.value)),
        )
      : []),
  ];
}

function judge(name: string, { environments, calls }: WorkflowFile): Judged {
  const known = [...new Set(environments.filter((one) => one !== undefined))];
  if (known.some((one) => one.toLowerCase() === name.toLowerCase())) return pass('a job in it');
  const found = known.length === 0 ? 'no job in an environment' : `jobs in ${listed(known)}`;
  if (environments.includes(undefined)) {
    return unknown(
      `${found}, and one that an expression names`,
      'Name the environment in the file, so that it can be compared.',
    );
  }
  if (calls) {
    return unknown(
      `${found}, and calls of other workflows`,
      'Put the job that publishes into this file: a registry compares the name of it.',
    );
  }
  return fail(
    found,
    `Give the job that publishes ${quote(`environment: ${name}`)}; the registry compares it.`,
  );
}
