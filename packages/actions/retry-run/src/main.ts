import { runAction } from '@gatehouse/action-kit';
import { readInputs } from './inputs.ts';
import { run } from './run.ts';

await runAction({ readInputs, run });
