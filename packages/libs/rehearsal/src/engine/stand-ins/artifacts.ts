import { readRuntimeToken } from '../../artifacts/token.ts';
import { fail, variable } from './step.ts';

/** An artifact as the service lists it. */
export interface ListedArtifact {
  readonly name: string;
  readonly id: string;
  readonly job: string;
  readonly digest: string | undefined;
}

const token = variable('ACTIONS_RUNTIME_TOKEN');
const claims = readRuntimeToken(`Bearer ${token}`) ?? fail('ACTIONS_RUNTIME_TOKEN is no runtime token.');

/** Calls one method of the results service for the artifacts of this run. */
export async function call(
  method: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const address = new URL(
    `twirp/github.actions.results.api.v1.ArtifactService/${method}`,
    variable('ACTIONS_RESULTS_URL'),
  );
  const answer = await fetch(address, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      workflow_run_backend_id: claims.run,
      workflow_job_run_backend_id: claims.job,
      ...fields,
    }),
  });
  const text = await answer.text();
  if (!answer.ok) fail(`${method} was answered with ${answer.status}: ${text}`);
  return JSON.parse(text);
}

/** The artifacts of this run, of all attempts. */
export async function listArtifacts(): Promise<readonly ListedArtifact[]> {
  const { artifacts } = await call('ListArtifacts', {});
  return (Array.isArray(artifacts) ? artifacts : []).map((one) => ({
    name: String(one.name),
    id: String(one.database_id),
    job: String(one.workflow_job_run_backend_id),
    digest: one.digest === undefined ? undefined : String(one.digest),
  }));
}
