import type { Jobs } from '@gatehouse/workflow-kit';
import type { inputs, secrets } from './inputs.ts';

/** What the jobs are built with. */
export type Build = Jobs<typeof inputs, typeof secrets>;
