import { type Jobs, secret } from '@gatehouse/workflow-kit';
import type { inputs } from './inputs.ts';

export const secrets = {
  token: secret.optional(
    'Token with `contents: write`, for releases or a branch that the token of the run may not write.',
  ),
};

/** What the jobs are built with. */
export type Build = Jobs<typeof inputs, typeof secrets>;
