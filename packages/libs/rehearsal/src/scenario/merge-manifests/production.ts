import type { ActionLibrary } from '../../engine/workflow-run.ts';
import type { Production } from '../production.ts';
import { versionsProduction } from '../versions/production.ts';
import { CALLER_FILE, callerFor } from './caller.ts';

export interface MergeManifestsOptions {
  readonly act: string;
  readonly library: ActionLibrary;
  /** The text of merge-manifests.yml, rendered for the stage. */
  readonly workflow: string;
}

/** A repository whose own matrix leaves parts, and whose last job calls merge-manifests.yml. */
export function mergeManifestsProduction({ act, library, workflow }: MergeManifestsOptions): Production {
  const caller = callerFor(library.slug);
  const production = versionsProduction({
    act,
    library,
    workflow: { kind: 'file', file: CALLER_FILE },
    workflows: { [CALLER_FILE]: caller, 'merge-manifests.yml': workflow },
    files: { [`.github/workflows/${CALLER_FILE}`]: caller },
    upstream: Buffer.from('[]'),
    inputs: () => ({}),
  });
  return { ...production, event: { name: 'workflow_dispatch' } };
}
