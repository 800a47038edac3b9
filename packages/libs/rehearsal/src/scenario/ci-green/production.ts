import type { ActionLibrary } from '../../engine/workflow-run.ts';
import { route } from '../../route.ts';
import { moveOn } from '../facts.ts';
import type { Production } from '../production.ts';
import { CALLER_FILE, callerFor } from './caller.ts';

export interface CiGreenOptions {
  readonly act: string;
  readonly library: ActionLibrary;
  /** The text of ci-green.yml, rendered for the stage. */
  readonly workflow: string;
}

const CI = `name: CI
on: [push, pull_request]
jobs: { test: { runs-on: ubuntu-24.04, steps: [{ run: make test }] } }
`;

/** A repository whose release asks ci-green.yml first, waits for an approval, and asks again. */
export function ciGreenProduction({ act, library, workflow }: CiGreenOptions): Production {
  return {
    act,
    library,
    workflow: { kind: 'file', file: CALLER_FILE },
    workflows: { [CALLER_FILE]: callerFor(library.slug), 'ci-green.yml': workflow },
    repository: 'acme/widgets',
    files: {
      '.github/workflows/ci.yml': CI,
      '.github/workflows/release.yml': callerFor(library.slug),
    },
    event: { name: 'workflow_dispatch' },
    inputs: () => ({}),
    routes: (_, { scenario, scene }) => [
      route('POST', '/approvals', async () => {
        if (scenario.branch?.movesOnApproval === true) await moveOn(scene);
        return { status: 204 };
      }),
      route('POST', '/publications', () => ({ status: 204 })),
    ],
  };
}
