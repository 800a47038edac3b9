import { createHash } from 'node:crypto';
import { json, type Route, route, type StageRequest, type StageResponse } from '@gatehouse/rehearsal';
import { listedRun } from './listed-run.ts';

export const REPOSITORY = 'octo/widgets';
export const SHA = 'a'.repeat(40);

/** The file of the nth required workflow. */
export const fileOf = (index: number): string => `check-${index}.yml`;

/**
 * GitHub for a commit with one run of each of `count` workflows, which all end at once when `isDone`
 * says so: lists with ETags, whole and by workflow, and the head of the branch.
 */
export function runLists(count: number, isDone: () => boolean): readonly Route[] {
  const base = `/repos/${REPOSITORY}`;
  const runs = () =>
    Array.from({ length: count }, (_, index) =>
      listedRun({
        id: 9_000_000_000 + index,
        file: fileOf(index),
        repository: REPOSITORY,
        sha: SHA,
        ended: isDone(),
      }),
    );
  const list = (request: StageRequest, found: readonly object[]) =>
    answer(request, { total_count: found.length, workflow_runs: found });
  return [
    route('GET', `${base}/actions/runs`, (request) => list(request, runs())),
    route('GET', `${base}/actions/workflows/:file/runs`, (request) =>
      list(
        request,
        runs().filter((_, index) => fileOf(index) === request.params.file),
      ),
    ),
    route('GET', `${base}/git/ref/*ref`, (request) =>
      request.params.ref === 'heads/main'
        ? answer(request, { ref: 'refs/heads/main', object: { type: 'commit', sha: SHA } })
        : json(404, { message: 'Not Found' }),
    ),
  ];
}

function answer(request: StageRequest, value: object): StageResponse {
  const etag = `W/"${createHash('sha256').update(JSON.stringify(value)).digest('hex')}"`;
  if (request.headers['if-none-match'] === etag) return { status: 304, headers: { etag } };
  return json(200, value, { etag });
}
